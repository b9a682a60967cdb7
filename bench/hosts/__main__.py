"""Two hosts with web server, worker and scheduler that share PostgreSQL, Redis, a store of files and a proxy.

    python -m bench.hosts [--quick] [--keep]

Needs root, nginx, redis-server and PostgreSQL. Each host is a network namespace with folders of its
own. Tries: signing in at one and going on at the other, limits that count at both, a file handed in
at one and fetched at the other, a job begun at one that is killed, two schedulers, and visitors
while hosts die. Takes up to fifteen minutes, for it waits until both schedulers look for owed
reminders; --quick leaves that out. Ends with 1 if anything is not as it must be.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from email import message_from_bytes
from pathlib import Path

from requests import RequestException

from bench.hosts import network, surroundings
from bench.hosts.network import ADDRESSES, A, B
from bench.hosts.surroundings import NAME, ROOT
from bench.production.__main__ import make_certificates
from bench.production.person import FURNISH, PASSWORD, Person, Program, Visitors, lead_to
from bench.reminders.moved_clock import MovedClock

BOTH, ONLY = f"https://{NAME}", {A: f"https://{NAME}:8441", B: f"https://{NAME}:8442"}
OWNERS = 100
SCAN_SECONDS = 20
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MORE_OWNERS = """
from tests.factories import make_area, make_inspection
from accounts.models import Organisation
council = Organisation.objects.get(slug="westmarch")
area, lead = make_area(make_inspection(council)), council.memberships.get(role="lead").user
for number in range(%d):
    person = make_member(council, "manager", email=f"owner{number}@westmarch.example")
    holding = make_post(council, f"Post {number}", holder=person)
    make_action(area, lead, at=at, owner=holding, due_on=later(at, days=-3).date())
"""


class Host:
    def __init__(self, name, folder, environment):
        self.name, self.folder = name, folder / name
        (self.folder / "tmp").mkdir(parents=True)
        own = {"VAR_DIR": str(self.folder), "TMPDIR": str(self.folder / "tmp")}
        own |= {"EMAIL_URL": f"file://{self.folder}/mail", "WEB_CONCURRENCY": "2"}
        self.environment, self.processes = environment | own, {}

    def run(self, *words):
        """A command of manage.py, to its end."""
        command = network.at(self.name, ["deploy/run", *words])
        own = {"cwd": ROOT, "env": self.environment}
        answer = subprocess.run(command, capture_output=True, text=True, check=False, **own)
        if answer.returncode:
            raise SystemExit(f"{words}: {answer.stdout}{answer.stderr}")
        return answer.stdout

    def start(self, part):
        commands = {
            "web": ["deploy/run", "web", "--bind", f"{ADDRESSES[self.name]}:8000"],
            "worker": [*self._under_moved_clock(), "worker", "--concurrency", "2", "--loglevel", "INFO"],
            "scheduler": ["deploy/run", "scheduler"],
        }
        with self.log(part).open("ab") as log:
            self.processes[part] = subprocess.Popen(
                network.at(self.name, commands[part]), cwd=ROOT, env=self.environment, stdout=log, stderr=log,
                stdin=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip

    def _under_moved_clock(self):
        # Reminders go out on working days, and this may be tried on any other.
        celery = ["-m", "celery", "--app", "config", "--quiet"]
        return [sys.executable, "-m", "bench.reminders.moved_clock", *celery]

    def log(self, part):
        return self.folder / f"{part}.log"

    def kill(self, part, number=signal.SIGKILL):
        process = self.processes.pop(part, None)
        if process and process.poll() is None:
            os.killpg(process.pid, number)
            process.wait()

    def mails(self):
        files = (self.folder / "mail").glob("*") if (self.folder / "mail").exists() else ()
        return [message_from_bytes(file.read_bytes())["To"] for file in files]


class Verdict:
    def __init__(self):
        self.is_good = True

    def __call__(self, name, words, good):
        self.is_good = self.is_good and good
        print(f"{'ok' if good else 'WRONG':<6}{name:<44} {words}", flush=True)


def wait_until(true, within):
    give_up_at = time.monotonic() + within
    while not true() and time.monotonic() < give_up_at:
        time.sleep(0.2)
    return true()


def sessions(ca, email, say):
    person = Person(ONLY[A], ca, origin=BOTH)
    status = person.sign_in(email).status_code
    person.base = ONLY[B]
    say("signed in at A, goes on at B", f"{status}, then {person.is_signed_in}", person.is_signed_in)
    person.post("/sign-out/", {})
    person.base = ONLY[A]
    say("signed out at B, is out at A", not person.is_signed_in, not person.is_signed_in)


def limits(ca, say):
    # A guesser goes from host to host, and has eight tries at an account, not sixteen.
    told = []
    for number in range(12):
        guesser = Person(ONLY[(A, B)[number % 2]], ca, origin=BOTH)
        told.append(guesser.sign_in("somebody@westmarch.example", "wrong words of mine").status_code)
    refused = [status for status in told if status == 429]
    say("guesses at A and B in turn", f"{dict(Counter(told))}", len(refused) == 4)
    while time.time() % 60 > 40:
        time.sleep(1)
    told = Counter(
        Person(ONLY[(A, B)[n % 2]], ca).get("/api/v1/organisations/").status_code for n in range(60)
    )
    say(
        "60 requests of one visitor, 40 a minute",
        dict(told),
        35 <= told[200] <= 40 and set(told) == {200, 429},
    )


def files(a, b, ca, made, say):
    content = os.urandom(3_000_000)
    at_a, at_b = (Program(ONLY[name], made["token"], ca) for name in (A, B))
    a.start("worker")
    time.sleep(8)
    evidence = at_a.attach(made["action"], "proof.txt", b"What was proved, " + content.hex().encode())
    kept = [path for host in (a, b) for path in (host.folder / "files").rglob("*") if path.is_file()]
    say("a file is on neither host", kept, not kept)
    refused = at_b.person.get(f"/api/v1/evidence/{evidence}/file/").status_code
    began = wait_until(lambda: "scan evidence" in jobs(b, "running"), 20)
    a.kill("worker")
    say("a scan is under way at A, which is killed", f"{began}, {jobs(b)}; the file answers {refused}", began)
    killed_at = time.monotonic()
    b.start("worker")
    return evidence, content, killed_at


def fetch_at_b(ca, made, evidence, content, say):
    at_b = Program(ONLY[B], made["token"], ca)
    same = at_b.download(evidence) == b"What was proved, " + content.hex().encode()
    say("handed in at A, fetched at B", same, same)


def jobs(host, state=None):
    code = (
        "import json; from accounts.models import Job; print(json.dumps(list(Job.objects.values_list(%s))))"
    )
    told = json.loads(at_console(host, code % "'kind', 'state'"))
    return [kind for kind, is_in in told if is_in == state] if state else told


def schedulers(a, b, say):
    """Both look at the same ten minutes; each person hears once."""
    for host in (a, b):
        host.start("worker") if "worker" not in host.processes else None
    within = 660
    wait_until(lambda: len(a.mails() + b.mails()) >= OWNERS + 1, within)
    time.sleep(20)
    heard = Counter(a.mails() + b.mails())
    sweeps = sum(
        "actions.sweep_reminders" in line and "task_finished" in line
        for host in (a, b)
        for line in lines(host)
    )
    words = f"{len(heard)} people, {sum(heard.values())} mails ({len(a.mails())} by A), {sweeps} sweeps"
    say("two schedulers, owed reminders", words, len(heard) == OWNERS + 1 and set(heard.values()) == {1})


def lines(host):
    return host.log("worker").read_text().splitlines() if host.log("worker").exists() else ()


def answers(host, ca):
    def asked():
        with suppress(RequestException):
            return Person(ONLY[host.name], ca).get("/healthz").status_code == 200

    return wait_until(asked, 180)


def deaths(a, b, ca, say):
    with Visitors(BOTH, ca, path="/") as visitors:
        time.sleep(3)
        for host in (a, b):
            host.kill("web")
            time.sleep(6)
            host.start("web")
            assert answers(host, ca)
            time.sleep(10)  # As the page on operating says: nginx leaves a host alone for five seconds.
    told, slowest = dict(visitors.told), visitors.slowest
    say("one host down, then the other", f"{told}, slowest {slowest:.1f} s", set(told) == {200})


def furnish(host):
    script = host.folder / "furnish.py"
    script.write_text(FURNISH % {"password": PASSWORD} + MORE_OWNERS % OWNERS)
    return json.loads(at_console(host, f"exec(open({str(script)!r}).read(), globals())"))


def at_console(host, code):
    return host.run("shell", "--verbosity", "0", "-c", code).strip()


def environment(folder, database, store):
    scanner = folder / "scanner"
    scanner.write_text(f"#!/bin/sh\nsleep {SCAN_SECONDS}\n")
    scanner.chmod(0o755)
    (folder / "clock").write_text("0")
    return {
        "PATH": os.environ["PATH"], "CLOCK_FILE": str(folder / "clock"), "ENVIRONMENT": "production",
        "SECRET_KEY": "k" * 64, "ALLOWED_HOSTS": NAME, "PUBLIC_URL": BOTH, "TRUSTED_PROXIES": "1",
        "DATABASE_URL": database, "REDIS_URL": f"redis://{surroundings.HERE}:6379/0", "FILES_URL": store,
        "EVIDENCE_SCANNER": str(scanner), "INSTALLATION_ID": "hosts", "API_VISITOR_REQUESTS_PER_MINUTE": "40",
        "MAIL_FROM": "Followthrough <followthrough@westmarch.example>",
    }  # fmt: skip


def try_all(folder, stack):
    make_certificates(folder)
    ca, say = str(folder / "authority.pem"), Verdict()
    database = stack.enter_context(surroundings.SharedPostgreSQL())
    stack.enter_context(surroundings.redis(folder))
    store = stack.enter_context(surroundings.store(folder))
    stack.enter_context(surroundings.nginx(folder))
    shared = environment(folder, database, store)
    a, b = (Host(name, folder, shared) for name in (A, B))
    for host in (a, b):
        stack.callback(lambda host=host: [host.kill(part) for part in list(host.processes)])
        host.run("upgrade")
    made = furnish(a)
    clock = MovedClock(folder / "clock")
    clock._machine = lambda: datetime.now(UTC)
    clock.move_to(MONDAY)
    for host in (a, b):
        host.start("web")
        assert answers(host, ca)
    sessions(ca, made["email"], say)
    limits(ca, say)
    deaths(a, b, ca, say)
    if "--quick" not in sys.argv:
        evidence, content, killed_at = files(a, b, ca, made, say)
        for host in (a, b):
            host.start("scheduler")
        done = wait_until(lambda: "scan evidence" in jobs(b, "done"), 420)
        say("the scan is taken up at B", f"done {time.monotonic() - killed_at:.0f} s after A died", done)
        fetch_at_b(ca, made, evidence, content, say)
        schedulers(a, b, say)
    return say.is_good


def main():
    if os.environ.get("INSIDE") != "yes":
        return network.go_inside()
    lead_to({NAME: surroundings.HERE})
    folder = Path(tempfile.mkdtemp(prefix="followthrough-hosts-"))
    folder.chmod(0o755)
    try:
        with ExitStack() as stack:
            return 0 if try_all(folder, stack) else 1
    finally:
        if "--keep" not in sys.argv:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    raise SystemExit(main())
