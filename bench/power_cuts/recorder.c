/* Loaded before libc (LD_PRELOAD): writes down what a process does to the files below DISK_FOLDER, in DISK_LOG.
   One record: op, length of path, offset or process, length of data, path, data. One writev to a file opened
   for appending, so the records of several processes follow each other whole. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

struct __attribute__((packed)) record { char op; uint16_t path_length; int64_t at; uint32_t data_length; };

static int log_fd = -1;

static const char *path_of(int fd) {
    static __thread char path[PATH_MAX];
    char link[64];
    const char *folder = getenv("DISK_FOLDER");
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0 || !folder) return NULL;
    path[length] = 0;
    if (strncmp(path, folder, strlen(folder)) || strstr(path, "-shm")) return NULL;
    return path;
}

static void note(char op, const char *path, int64_t at, const void *data, size_t length) {
    if (log_fd < 0) log_fd = open(getenv("DISK_LOG"), O_WRONLY | O_APPEND | O_CLOEXEC);
    struct record head = {op, (uint16_t)strlen(path), at, (uint32_t)length};
    struct iovec parts[] = {
        {&head, sizeof head}, {(void *)path, strlen(path)}, {(void *)data, length}};
    if (writev(log_fd, parts, 3) != (ssize_t)(sizeof head + strlen(path) + length)) abort();
}

static ssize_t noted_pwrite(const char *name, int fd, const void *data, size_t length, int64_t at) {
    ssize_t (*real)(int, const void *, size_t, int64_t) = dlsym(RTLD_NEXT, name);
    ssize_t written = real(fd, data, length, at);
    const char *path = written > 0 ? path_of(fd) : NULL;
    if (path) note('W', path, at, data, (size_t)written);
    return written;
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t at) { return noted_pwrite("pwrite", fd, data, length, at); }
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t at) { return noted_pwrite("pwrite64", fd, data, length, at); }

ssize_t write(int fd, const void *data, size_t length) {
    ssize_t (*real)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
    const char *path = path_of(fd);
    int64_t at = path ? lseek(fd, 0, SEEK_CUR) : 0;
    ssize_t written = real(fd, data, length);
    if (path && written > 0) note('W', path, at, data, (size_t)written);
    return written;
}

static int noted_truncate(const char *name, int fd, int64_t length) {
    int (*real)(int, int64_t) = dlsym(RTLD_NEXT, name);
    int failed = real(fd, length);
    const char *path = failed ? NULL : path_of(fd);
    if (path) note('T', path, length, "", 0);
    return failed;
}

int ftruncate(int fd, off_t length) { return noted_truncate("ftruncate", fd, length); }
int ftruncate64(int fd, off64_t length) { return noted_truncate("ftruncate64", fd, length); }

static int noted_sync(const char *name, int fd) {
    int (*real)(int) = dlsym(RTLD_NEXT, name);
    const char *path = path_of(fd);
    /* What others write while it lasts need not be covered by it. */
    if (path) note('B', path, getpid(), "", 0);
    int failed = real(fd);
    if (path && !failed && (path = path_of(fd))) note('E', path, getpid(), "", 0);
    return failed;
}

int fsync(int fd) { return noted_sync("fsync", fd); }
int fdatasync(int fd) { return noted_sync("fdatasync", fd); }
