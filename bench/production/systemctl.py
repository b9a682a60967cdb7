#!/usr/bin/python3
"""Stands in for systemctl where no systemd runs: a folder made by debootstrap, entered by chroot.

Reads the units as they are installed and starts what they say: as their user, in their folder, with their
environment, under a root that is read-only but for ReadWritePaths, with its own /tmp and without privileges.
What dies is started again as Restart= says, and a socket stays open meanwhile. The other lines of the units
(SystemCallFilter and the like) are not carried out.
"""

import os
import shlex
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

UNITS, STATE, JOURNAL = Path("/etc/systemd/system"), Path("/run/units"), Path("/var/log/journal.txt")
OURS = "followthrough"
OF_DEBIAN = {
    "nginx": {"start": "nginx", "reload": "nginx -s reload", "stop": "nginx -s stop"},
    "redis-server": {
        "start": "runuser -u redis -- redis-server /etc/redis/redis.conf --daemonize yes",
        "stop": "redis-cli shutdown",
    },
    "postgresql": {
        "start": "pg_ctlcluster --skip-systemctl-redirect 15 main start",
        "stop": "pg_ctlcluster --skip-systemctl-redirect 15 main stop -m fast",
    },
}


def read(name):
    """{key: [values]} of a unit; an empty value takes back what stood before."""
    found = {}
    for line in (UNITS / name).read_text().splitlines():
        key, equals, value = line.partition("=")
        if equals and not line.startswith(("#", "[")):
            found[key] = [*found.get(key, []), value] if value else []
    return found


def words(unit, key):
    return [word for value in unit.get(key, []) for word in value.split()]


def one(unit, key, default=""):
    return unit.get(key, [default])[-1]


def seconds(text):
    return float(text.removesuffix("s") or 0)


class Service:
    """Runs in a process of its own for as long as the service is wanted."""

    def __init__(self, name):
        self.name, self.unit = name, read(f"{name}.service")
        self.process, self.is_wanted, self.sockets = None, True, self._open_sockets()
        self.ready = None

    def _open_sockets(self):
        if not (UNITS / f"{self.name}.socket").exists():
            return []
        host, port = one(read(f"{self.name}.socket"), "ListenStream").rsplit(":", 1)
        opened = socket.create_server((host, int(port)), backlog=2048)
        opened.set_inheritable(True)
        return [opened]

    def environment(self):
        found = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"}
        found |= dict(pair.split("=", 1) for pair in words(self.unit, "Environment"))
        for path in words(self.unit, "EnvironmentFile"):
            file = Path(path.removeprefix("-"))
            if file.exists() or not path.startswith("-"):
                lines = [line for line in file.read_text().splitlines() if "=" in line and line[0] != "#"]
                found |= dict(line.split("=", 1) for line in lines)
        return found

    def command(self):
        user, writable = one(self.unit, "User", "root"), words(self.unit, "ReadWritePaths")
        # In a mount namespace of its own, the whole root read-only but for what is named.
        steps = ["mount --bind / /mnt"]
        steps += [f"mount --bind {path} /mnt{path}" for path in writable]
        steps += [f"mount --rbind {path} /mnt{path}" for path in ("/proc", "/dev", "/run")]
        steps += ["mount -t tmpfs tmpfs /mnt/tmp", "mount -o remount,bind,ro /mnt"]
        inside = ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups", "--no-new-privs"]
        inside += ["--bounding-set=-all", "--inh-caps=-all", *shlex.split(one(self.unit, "ExecStart"))]
        folder = one(self.unit, "WorkingDirectory", "/")
        umask = f"umask {one(self.unit, 'UMask', '0022')}"
        # systemd names the process that gets the sockets, which only the process itself knows.
        listen = f"export LISTEN_FDS={len(self.sockets)} LISTEN_PID=$$;" if self.sockets else ""
        last = f"{umask}; cd {folder}; {listen} exec {shlex.join(inside)}"
        script = f"{' && '.join(steps)} && exec chroot /mnt /bin/sh -c {shlex.quote(last)}"
        return ["unshare", "--mount", "/bin/sh", "-c", script]

    def start(self):
        environment = self.environment()
        if one(self.unit, "Type") == "notify":
            path = STATE / f"{self.name}.notify"
            path.unlink(missing_ok=True)
            self.ready = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            self.ready.bind(str(path))
            path.chmod(0o666)
            environment["NOTIFY_SOCKET"] = str(path)
        with JOURNAL.open("ab") as journal:
            self.process = subprocess.Popen(
                self.command(), env=environment, stdout=journal, stderr=journal, stdin=subprocess.DEVNULL,
                start_new_session=True, close_fds=not self.sockets, preexec_fn=self._hand_over,
            )  # fmt: skip
        if self.ready:
            self.ready.settimeout(60)
            assert b"READY=1" in self.ready.recv(4096)
        (STATE / f"{self.name}.main").write_text(str(self.process.pid))

    def _hand_over(self):
        for number, opened in enumerate(self.sockets, 3):
            os.dup2(opened.fileno(), number)

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(seconds(one(self.unit, "TimeoutStopSec", "90")))
            self._sweep_up()
            self.process.wait()

    def _sweep_up(self):
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def run(self):
        asked = []
        for number in (signal.SIGTERM, signal.SIGUSR1):
            signal.signal(number, lambda number, _: asked.append(number))
        self.start()
        (STATE / f"{self.name}.pid").write_text(str(os.getpid()))
        while True:
            if asked:
                number = asked.pop(0)
                self.stop()
                if number == signal.SIGTERM:
                    break
                self.unit = read(f"{self.name}.service")
                self.start()
                (STATE / f"{self.name}.restarted").touch()
            elif self.process.poll() is not None and one(self.unit, "Restart") == "always":
                self._sweep_up()
                time.sleep(seconds(one(self.unit, "RestartSec", "0.1")))
                self.start()
            time.sleep(0.1)
        (STATE / f"{self.name}.pid").unlink()


def runner(name):
    try:
        pid = int((STATE / f"{name}.pid").read_text())
        os.kill(pid, 0)
    except (OSError, ValueError):
        return None
    return pid


def wait_until(true, within=90):
    give_up_at = time.monotonic() + within
    while not true():
        if time.monotonic() > give_up_at:
            sys.exit("It did not come up.")
        time.sleep(0.1)


def start(name):
    if one(read(f"{name}.service"), "Type") == "oneshot":
        service = Service(name)
        service.start()
        return service.process.wait()
    if not runner(name):
        STATE.mkdir(exist_ok=True)
        log = (STATE / f"{name}.log").open("ab")
        subprocess.Popen([sys.executable, __file__, "run-unit", name], stdin=subprocess.DEVNULL,
                         stdout=log, stderr=log, start_new_session=True)  # fmt: skip
        wait_until(lambda: runner(name))
    return 0


def stop(name):
    if pid := runner(name):
        os.kill(pid, signal.SIGTERM)
        wait_until(lambda: not (STATE / f"{name}.pid").exists(), 120)
    return 0


def restart(name, only_if_running=False):
    if not runner(name):
        return 0 if only_if_running else start(name)
    done = STATE / f"{name}.restarted"
    done.unlink(missing_ok=True)
    os.kill(runner(name), signal.SIGUSR1)
    wait_until(done.exists)
    return 0


def expanded(names):
    for name in names:
        if name in ("followthrough.target", f"{OURS}-*"):
            yield from (f"{OURS}-{part}" for part in ("web", "worker", "scheduler"))
        elif not name.endswith((".timer", ".socket", ".target")):
            yield name.removesuffix(".service")


def of_ours(verb, name):
    if verb == "is-active":
        return 0 if runner(name) else 3
    if verb == "try-restart":
        return restart(name, only_if_running=True)
    verbs = {"enable": start, "start": start, "stop": stop, "disable": stop, "restart": restart}
    return verbs[verb](name)


def of_debian(verb, name):
    commands = OF_DEBIAN[name]
    wanted = {"restart": ("stop", "start"), "enable": ("start",)}.get(verb, (verb,))
    codes = [subprocess.call(shlex.split(commands[word]), stdout=subprocess.DEVNULL) for word in wanted]
    return codes[-1]


def main(verb, *more):
    STATE.mkdir(exist_ok=True)
    if verb == "run-unit":
        return Service(more[0]).run()
    if verb == "daemon-reload" or (verb in ("enable", "disable") and "--now" not in more):
        return 0
    codes = [0]
    for name in expanded(word for word in more if not word.startswith("-")):
        if name in OF_DEBIAN:
            codes.append(of_debian(verb, name))
        elif name.startswith(OURS):
            codes.append(of_ours(verb, name))
    return max(codes)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
