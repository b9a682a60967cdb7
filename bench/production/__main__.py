"""Follows docs/operations.md to the letter on a bare Debian, then does to it what happens to services.

    python bench/production [--folder /var/tmp/followthrough-production]

Needs root, debootstrap, the ports 80, 443, 5432, 6379 and 8000, and the registries of Debian, PyPI
and npm. Every block of commands marked `sh` in the page is run as it stands, but for what only a
person knows: the address of the repository (a clone of this one) and the name of a backup.
systemctl is a stand-in that starts the units' own lines (bench/production/systemctl.py). Takes some
fifteen minutes; says what it saw.
"""

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[0] = str(ROOT)

from bench.production.person import FURNISH, PASSWORD, Person, Program, Visitors, lead_to  # noqa: E402
from bench.production.root import Root  # noqa: E402

NAME = "followthrough.example.gov.uk"
BASE = f"https://{NAME}"
PAGE = ROOT / "docs" / "operations.md"
CONTENT = b"What was proved.\n" * 60_000


def told(name, words):
    print(f"{name:<46} {words}", flush=True)


def blocks(heading):
    """The commands under one heading of the page, a block at a time."""
    section = PAGE.read_text().split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    for indent, block in re.findall(r"^( *)```sh\n(.*?)^ *```$", section, re.MULTILINE | re.DOTALL):
        yield "\n".join(line.removeprefix(indent) for line in block.splitlines())


class Host:
    """One machine: a bare Debian, and what stands in for what a person knows or does."""

    def __init__(self, folder, base, repository, certificates):
        self.root = Root(folder, base).make()
        self.words = {"ADDRESS-OF-THE-REPOSITORY": "/srv/repository"}
        shutil.copytree(repository, self.root.folder / "srv" / "repository", symlinks=True)
        for name in ("certificate.pem", "key.pem"):
            shutil.copy(certificates / name, self.root.folder / "root")
        self.authority = (certificates / "authority.pem").read_text()
        self.root.write(
            "root/edited", "EMAIL_URL=file:///var/lib/followthrough/mail\nCONTACT_EMAIL=you@example.gov.uk\n"
        )

    def follow(self, heading, only=None):
        for number, block in enumerate(blocks(heading), 1):
            if only is None or number in only:
                for word, meant in self.words.items():
                    block = block.replace(word, meant)
                print(f"  $ {block.replace(chr(10), chr(10) + '  $ ')}", flush=True)
                self._carry_out(block)

    def _carry_out(self, block):
        if "createsuperuser" in block:
            asked = [("E-mail address:", "you@example.gov.uk"), ("Full name:", "Orla Operator")]
            self.root.talk(block, [*asked, ("Password:", PASSWORD), ("(again):", PASSWORD)])
        elif "restore /" in block:
            self.root.talk("cd\n" + block, [("to go on:", "restore")])
        else:
            self.root.run("cd\n" + block)
        if "apt-get install" in block:
            self._as_on_a_host_that_has_started()

    def _as_on_a_host_that_has_started(self):
        """Debian starts these when they are installed; our own authority is trusted as a public one is."""
        self.root.reach_registries()
        with (self.root.folder / "etc/ssl/certs/ca-certificates.crt").open("a") as trusted:
            trusted.write(self.authority)
        self.root.run("for one in postgresql redis-server nginx; do systemctl start $one; done", quiet=True)
        self.root.run("git config --system --add safe.directory '*'", quiet=True)

    def kill(self, *parts):
        for part in parts:
            main = (self.root.folder / "run/units" / f"followthrough-{part}.main").read_text()
            os.killpg(int(main), signal.SIGKILL)

    def furnish(self):
        """A council with people and an action, made at the console: its pages have tests of their own."""
        self.root.write("root/furnish.py", FURNISH % {"password": PASSWORD})
        said = self.root.run("followthrough shell --verbosity 0 < ~/furnish.py", quiet=True)
        return json.loads(said.strip().splitlines()[-1])

    @property
    def settings(self):
        return self.root.folder / "etc/followthrough/environment"


def make_certificates(folder):
    run = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Trial"]
    quiet = {"check": True, "stderr": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "cwd": folder}
    subprocess.run([*run, "-keyout", "authority.key", "-out", "authority.pem"], **quiet)
    ask = ["openssl", "req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={NAME}", "-keyout", "key.pem"]
    subprocess.run([*ask, "-out", "asked.pem"], **quiet)
    (folder / "names").write_text(f"subjectAltName=DNS:{NAME}\n")
    sign = ["openssl", "x509", "-req", "-in", "asked.pem", "-CA", "authority.pem", "-CAkey", "authority.key"]
    more = ["-CAcreateserial", "-days", "2", "-extfile", "names", "-out", "certificate.pem"]
    subprocess.run([*sign, *more], **quiet)


def look_at_the_doors(ca):
    person = Person(BASE, ca)
    plain = Person(f"http://{NAME}").get("/", allow_redirects=False)
    told("http", f"{plain.status_code} to {plain.headers['Location']}")
    front = person.get("/")
    told("front page", f"{front.status_code}, HSTS: {'Strict-Transport-Security' in front.headers}")
    style = re.search(r'href="(/static/[^"]+\.css)"', front.text)[1]
    answer = person.get(style)
    told("style", f"{answer.status_code}, {answer.headers['Cache-Control']}")
    told("/metrics from outside", person.get("/metrics").status_code)
    large = person.session.post(BASE + "/sign-in/", data=b"x" * 46 * 2**20, timeout=30)
    told("46 MB", f"{large.status_code} {large.text.strip()[:44]}…")


def look_at_parts(host, within=180):
    """Worker and scheduler are at work when a sweep has ended."""
    ask = f"curl --silent --header 'Host: {NAME}' http://127.0.0.1:8000/readyz"
    give_up_at = time.monotonic() + within
    while True:
        parts = json.loads(host.root.run(ask, quiet=True))["parts"]
        states = {name: part["state"] for name, part in parts.items()}
        if set(states.values()) == {"ok"} or time.monotonic() > give_up_at:
            told("parts", states)
            return
        time.sleep(5)


def look_at_units(folder):
    """systemd of this machine reads the units, beside its own, as it would on the host."""
    root = folder / "units"
    shutil.rmtree(root, ignore_errors=True)
    (root / "etc/systemd").mkdir(parents=True)
    shutil.copytree("/usr/lib/systemd/system", root / "usr/lib/systemd/system", symlinks=True)
    (root / "lib").symlink_to("usr/lib")
    units = shutil.copytree(ROOT / "deploy/systemd", root / "etc/systemd/system")
    start = root / "opt/followthrough/current/deploy/run"
    start.parent.mkdir(parents=True)
    shutil.copy(ROOT / "deploy/run", start)
    names = sorted(path.name for path in units.iterdir())
    command = ["systemd-analyze", "--man=no", f"--root={root}"]
    answer = subprocess.run([*command, "verify", *names], capture_output=True, text=True, check=False)
    told("systemd-analyze verify", f"{answer.returncode} {answer.stderr.strip()}")
    for name in (name for name in names if name.endswith(".service")):
        exposure = [*command, "security", "--offline=true", name]
        said = subprocess.run(exposure, capture_output=True, text=True, check=False).stdout
        told(name, re.search(r"exposure level.*?: ([\d.]+ \w+)", said)[1])


def interrupt(host, ca):
    restart = "systemctl restart followthrough-web"
    for words, do in (
        (restart, lambda: host.root.run(restart)),
        ("kill -9 of the web server", lambda: host.kill("web")),
        ("kill -9 of worker and scheduler", lambda: host.kill("worker", "scheduler")),
        ("upgrade", lambda: host.follow("Upgrade")),
    ):
        with Visitors(BASE, ca) as visitors:
            time.sleep(1)
            do()
            time.sleep(6)
        told(words, f"{dict(visitors.told)}, slowest {visitors.slowest:.1f} s")


def new_release(host):
    commit = "git -c user.name=T -c user.email=t@example commit -q --allow-empty -m 'A new release'"
    host.root.run(f"cd /srv/repository && {commit}", quiet=True)


def trial(folder, base, repository, certificates):
    ca, first = str(certificates / "authority.pem"), Host(folder / "first", base, repository, certificates)
    first.follow("Install on one host")
    look_at_the_doors(ca)
    look_at_parts(first)
    made = first.furnish()
    person = Person(BASE, ca)
    told("signing in", f"{person.sign_in(made['email']).status_code}, signed in: {person.is_signed_in}")
    program = Program(BASE, made["token"], ca)
    evidence = program.attach(made["action"], "proof.txt", CONTENT)
    told("evidence", f"the same comes back: {program.download(evidence) == CONTENT}")
    new_release(first)
    interrupt(first, ca)
    told("still signed in", person.is_signed_in)
    first.follow("Back up")
    backup = sorted((first.root.folder / "var/backups/followthrough").glob("*.zip"))[-1]
    keep = re.findall(r"^(?:SECRET_KEY|INSTALLATION_ID)=.*$", first.settings.read_text(), re.MULTILINE)
    first.root.stop_everything()
    second = Host(folder / "second", base, repository, certificates)
    second.follow("Install on one host", only=range(1, 4))
    with second.settings.open("a") as file:
        file.write("\n".join(["", *keep, ""]))
    shutil.copy(backup, second.root.folder / "var/backups/followthrough")
    second.words["NAME-OF-THE-BACKUP"] = backup.name
    second.follow("Restore")
    second.follow("Install on one host", only=(5, 6, 7))
    told("restored: evidence", f"the same comes back: {program.download(evidence) == CONTENT}")
    told("restored: still signed in", person.is_signed_in)
    for command in ("check_ledger", "verify_evidence", "database_roles --check"):
        second.root.run(f"followthrough {command}")
    second.root.stop_everything()
    return first, second


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, default=Path("/var/tmp/followthrough-production"))
    parser.add_argument("--keep", action="store_true", help="leave the roots for looking around")
    options = parser.parse_args()
    folder = options.folder
    folder.mkdir(parents=True, exist_ok=True)
    lead_to({NAME: "127.0.0.1"})
    certificates, repository = folder / "certificates", folder / "repository"
    certificates.mkdir(exist_ok=True)
    make_certificates(certificates)
    shutil.rmtree(repository, ignore_errors=True)
    subprocess.run(["git", "clone", "--quiet", ROOT, repository], check=True)
    look_at_units(folder)
    hosts = trial(folder, folder / "base", repository, certificates)
    if not options.keep:
        for host in hosts:
            host.root.remove()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
