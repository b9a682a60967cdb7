"""A bare Debian in a folder: made by debootstrap, entered by chroot, left as it was found."""

import os
import pty
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
MIRROR = "http://deb.debian.org/debian"
MOUNTS = ("proc", "dev", "dev/pts", "dev/shm", "sys")
# How this machine reaches the package registries is its own affair, and the same in the root.
OF_THIS_MACHINE = ("resolv.conf", "ssl/certs/ca-certificates.crt", "pip.conf", "npmrc")
PASSED_ON = re.compile(r"(?i).*proxy$|PIP_CERT|NODE_EXTRA_CA_CERTS|SSL_CERT_.*")
# Before Python is installed there is nothing to start.
SYSTEMCTL = """#!/bin/sh
[ -x /usr/bin/python3 ] || exit 0
exec /usr/bin/python3 /usr/local/lib/systemctl.py "$@"
"""
SUDO = '#!/bin/sh\nexec "$@"\n'
# Stands in for an editor: it types the lines that are waiting for it.
EDITOR = '#!/bin/sh\ncat ~/edited >>"$1"\n'


class Root:
    def __init__(self, folder, base):
        self.folder, self.base = Path(folder), Path(base)

    def make(self):
        if not self.base.exists():
            part = self.base.with_suffix(".part")
            subprocess.run(["debootstrap", "--variant=minbase", "bookworm", part, MIRROR], check=True)
            part.rename(self.base)
        self.remove()
        subprocess.run(["cp", "-a", self.base, self.folder], check=True)
        subprocess.run(["mount", "--bind", self.folder, self.folder], check=True)
        for name in MOUNTS:
            subprocess.run(["mount", "--bind", f"/{name}", self.folder / name], check=True)
        self.reach_registries()
        self.write("etc/hosts", "127.0.0.1 localhost followthrough.example.gov.uk\n")
        # Services start when systemctl says so, as on a host that has a systemd.
        self.write("usr/sbin/policy-rc.d", "#!/bin/sh\nexit 101\n", 0o755)
        self.write("usr/local/lib/systemctl.py", (HERE / "systemctl.py").read_text())
        self.write("usr/bin/systemctl", SYSTEMCTL, 0o755)
        self.write("usr/local/bin/sudo", SUDO, 0o755)
        self.write("usr/local/bin/sudoedit", EDITOR, 0o755)
        (self.folder / "run/systemd/system").mkdir(parents=True)
        return self

    def reach_registries(self):
        for name in OF_THIS_MACHINE:
            source, target = Path("/etc") / name, self.folder / "etc" / name
            if source.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                target.unlink(missing_ok=True)
                shutil.copy(source, target)

    def write(self, name, words, mode=0o644):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words)
        path.chmod(mode)

    def command(self, script):
        kept = [f"{name}={value}" for name, value in os.environ.items() if PASSED_ON.fullmatch(name)]
        path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        own = ["env", "-i", path, "HOME=/root", "TERM=dumb", "DEBIAN_FRONTEND=noninteractive", *kept]
        return ["chroot", str(self.folder), *own, "/bin/bash", "-euo", "pipefail", "-c", script]

    def run(self, script, quiet=False):
        """Answers what was said; stops everything where it ends badly."""
        answer = subprocess.run(
            self.command(script), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        if not quiet:
            sys.stdout.write("".join(f"    {line}\n" for line in answer.stdout.splitlines()[-6:]))
            sys.stdout.flush()
        if answer.returncode:
            raise SystemExit(f"ended with {answer.returncode}: {script}\n{answer.stdout}")
        return answer.stdout

    def talk(self, script, answers):
        """Runs what asks a person at a terminal; `answers` are what it asks and what is typed."""
        waiting, said = list(answers), b""
        pid, terminal = pty.fork()
        if pid == 0:
            command = self.command(script)
            os.execvp(command[0], command)
        while True:
            try:
                said += os.read(terminal, 4096)
            except OSError:
                break
            if waiting and waiting[0][0].encode() in said:
                os.write(terminal, waiting.pop(0)[1].encode() + b"\n")
                said = b""
        if os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) or waiting:
            raise SystemExit(f"{script}: {said.decode()}")
        return said.decode()

    def remove(self):
        if self._is_mounted():
            self.stop_everything()
        for name in reversed(MOUNTS):
            subprocess.run(["umount", "-l", self.folder / name], check=False, stderr=subprocess.DEVNULL)
        subprocess.run(["umount", "-l", self.folder], check=False, stderr=subprocess.DEVNULL)
        if self._is_mounted():
            raise SystemExit(f"{self.folder} is still mounted: it is not removed.")
        shutil.rmtree(self.folder, ignore_errors=True)

    def stop_everything(self):
        for name in ("followthrough.target", "nginx", "redis-server", "postgresql"):
            subprocess.run(self.command(f"systemctl stop {name} >/dev/null 2>&1 || true"), check=False)
        for process in Path("/proc").iterdir():
            try:
                is_inside = process.name.isdigit() and (process / "root").readlink() == self.folder
            except OSError:
                continue
            if is_inside:
                os.kill(int(process.name), signal.SIGKILL)

    def _is_mounted(self):
        return f" {self.folder}" in Path("/proc/self/mounts").read_text()
