"""Carries out deploy/Dockerfile where no container engine runs, and starts what deploy/compose.yaml starts.

    python -m bench.container [--folder /var/tmp/followthrough-container]

Needs root, debootstrap, redis-server and PostgreSQL, the ports 5432, 6379 and 8000, and the
registries of Debian, PyPI and npm. Each FROM is a copy of a bare Debian made by debootstrap, RUN is
carried out in it by chroot, COPY copies what .dockerignore leaves. Then `upgrade`, web, worker,
scheduler and `backup` run as the image's user in a read-only root, with the words and settings of
compose.yaml, before a PostgreSQL and a Redis of this machine: the images of those two, the network
between containers and the engine itself are not tried.
"""

import argparse
import fnmatch
import json
import re
import shlex
import shutil
import subprocess
import time
import urllib.request
from pathlib import Path

import yaml

from bench.hosts import surroundings
from bench.production.root import Root

TOP = Path(__file__).resolve().parents[1]
DOCKERFILE, COMPOSE = TOP / "deploy" / "Dockerfile", TOP / "deploy" / "compose.yaml"
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
# The roles have other names here, because the PostgreSQL of the tests is owned by one called followthrough.
PLACES = {
    "@database": "@127.0.0.1",
    "//broker": "//127.0.0.1",
    "//followthrough:": "//service:",
    "//followthrough_owner": "//followthrough",
}
GIVEN = {
    "NAME": "followthrough.example.gov.uk",
    "SECRET_KEY": "k" * 64,
    "OWNER_PASSWORD": "owner",
    "SERVICE_PASSWORD": "service",
    "EMAIL_URL": "file:///var/lib/followthrough/mail",
    "MAIL_FROM": "Followthrough <followthrough@example.gov.uk>",
}


def instructions():
    text = re.sub(r"\\\n", " ", DOCKERFILE.read_text())
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            word, _, rest = line.partition(" ")
            yield word, rest.strip()


class Image:
    def __init__(self, folder, base):
        self.root = Root(folder, base).make()
        self.folder, self.where, self.user, self.environment = self.root.folder, "/", "root", {}
        self.entry, self.words = [], []

    def run(self, script):
        exported = [f"export {name}={shlex.quote(value)};" for name, value in self.environment.items()]
        self.root.run(f"{' '.join(exported)} cd {self.where}; {script}")
        # The package of certificates makes their list anew.
        self.root.reach_registries()

    def copy(self, source, target):
        place = self.folder / (Path(self.where) / target).as_posix().lstrip("/")
        subprocess.run(["cp", "-a", f"{source}/.", str(place)], check=True)

    def carry_out(self, word, rest, stages, context):
        print(f"{word} {rest[:100]}", flush=True)
        if word == "RUN":
            self.run(rest)
        elif word == "COPY" and rest.startswith("--from="):
            stage, source, target = re.fullmatch(r"--from=(\S+) (\S+) (\S+)", rest).groups()
            self.copy(stages[stage].folder / source.lstrip("/"), target)
        elif word == "COPY":
            self.copy(context, rest.split()[1])
        elif word == "WORKDIR":
            self.where = rest
            (self.folder / rest.lstrip("/")).mkdir(parents=True, exist_ok=True)
        elif word == "ENV":
            self.environment |= dict(pair.split("=", 1) for pair in shlex.split(rest))
        elif word == "USER":
            self.user = rest
        elif word == "ENTRYPOINT":
            self.entry = json.loads(rest)
        elif word == "CMD":
            self.words = json.loads(rest)
        elif word not in ("VOLUME", "EXPOSE"):
            raise SystemExit(f"{word} is not known here.")


def context_in(folder):
    """What `docker build .` would be sent: tracked files, less what .dockerignore names."""
    ignored = (TOP / "deploy" / "Dockerfile.dockerignore").read_text().split()
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run(["git", "clone", "--quiet", TOP, folder], check=True)
    for path in sorted(folder.rglob("*"), reverse=True):
        name = path.relative_to(folder).as_posix()
        if any(fnmatch.fnmatch(name, pattern.removeprefix("**/")) for pattern in ignored):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    return folder


def build(folder):
    context, stages, image = context_in(folder / "context"), {}, None
    for word, rest in instructions():
        if word == "FROM":
            name = rest.split(" AS ")[-1] if " AS " in rest else "image"
            image = stages[name] = Image(folder / name, folder / "base")
        else:
            image.carry_out(word, rest, stages, context)
    return stages


def settings_of(service, places):
    """The environment of a service of compose.yaml, with what a person gives and where the others are."""
    asked = json.dumps(service["environment"])
    told = json.loads(re.sub(r"\$\{(\w+)(:[?-])?\}", lambda found: GIVEN.get(found[1], ""), asked))
    for word, meant in places.items():
        told = {name: value.replace(word, meant) for name, value in told.items()}
    return told


def container(image, words, settings, log):
    """As the user of the image, in a root that is read-only but for its volumes and /tmp."""
    steps = ["mount --bind / /mnt", "mount --bind /var/lib/followthrough /mnt/var/lib/followthrough"]
    steps += ["mount --bind /var/backups/followthrough /mnt/var/backups/followthrough"]
    steps += ["mount --rbind /proc /mnt/proc", "mount --rbind /dev /mnt/dev", "mount -t tmpfs tmpfs /mnt/tmp"]
    steps += ["mount -o remount,bind,ro /mnt"]
    run = ["setpriv", f"--reuid={image.user}", f"--regid={image.user}", "--init-groups", "--no-new-privs"]
    run += ["--bounding-set=-all", "--inh-caps=-all", *image.entry, *words]
    script = f"{' && '.join(steps)} && exec chroot /mnt {shlex.join(run)}"
    inside = ["chroot", str(image.folder), "unshare", "--mount", "/bin/sh", "-c", script]
    own = {"PATH": PATH} | image.environment | settings
    with log.open("ab") as output:
        return subprocess.Popen(inside, env=own, stdout=output, stderr=output, start_new_session=True)


def page(path):
    headers = {"Host": GIVEN["NAME"], "X-Forwarded-Proto": "https"}
    asked = urllib.request.Request(f"http://127.0.0.1:8000{path}", headers=headers)
    with urllib.request.urlopen(asked, timeout=10) as answer:
        return answer.status, answer.read().decode()


def wait_for_page(path, within=60):
    give_up_at = time.monotonic() + within
    while time.monotonic() < give_up_at:
        try:
            return page(path)
        except OSError:
            time.sleep(0.5)
    raise SystemExit(f"{path} did not answer.")


def try_compose(image, folder):
    told, log = yaml.safe_load(COMPOSE.read_text())["services"], folder / "containers.log"
    started = {}
    for name in ("upgrade", "web", "worker", "scheduler", "backup"):
        process = container(image, told[name]["command"], settings_of(told[name], PLACES), log)
        if name in ("upgrade", "backup"):
            print(f"{name}: ended with {process.wait()}", flush=True)
        else:
            started[name] = process
    status, ready = wait_for_page("/readyz")
    print(f"web: {status} {ready}\nfront page: {page('/')[0]}", flush=True)
    time.sleep(15)
    print({name: "runs" if process.poll() is None else "ended" for name, process in started.items()})
    for process in started.values():
        process.terminate()
        process.wait(60)
    print(f"backups: {[path.name for path in (image.folder / 'var/backups/followthrough').iterdir()]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, default=Path("/var/tmp/followthrough-container"))
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    stages = build(folder)
    try:
        with surroundings.SharedPostgreSQL("127.0.0.1"), surroundings.redis(folder, "127.0.0.1"):
            try_compose(stages["image"], folder)
    finally:
        for stage in stages.values():
            stage.root.remove()


if __name__ == "__main__":
    main()
