"""The disk fills up while a manager records progress, by page with a file and by API: nothing is lost.

    python bench/disk_full.py [--rounds 60]          as root, for it mounts a small disk of its own

Starts gunicorn with all it keeps (a SQLite file, files of evidence, temporary files) on a disk of 96 MB.
In each round a draw decides how much room is left, mostly too little. A refusal must be the page that says
so and gives the words back; what was refused is sent once more, unchanged, when there is room. In the end
each update stands in the ledger exactly once; the ledger, the database and the files are whole.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import requests
from lxml import html

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.kills import Web, a_free_port  # noqa: E402
from bench.ledger_writes import start_django  # noqa: E402
from config.launcher import assets  # noqa: E402

DISK_MB = 96
REFUSED = 503


@contextmanager
def a_small_disk():
    with tempfile.TemporaryDirectory(prefix="followthrough-disk-") as folder:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m", "tmpfs", folder], check=True)
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", folder], check=True)


class Filler:
    def __init__(self, folder):
        self.file = folder / "filler"

    def leave(self, kilobytes):
        self.empty()
        disk = os.statvfs(self.file.parent)
        taken = disk.f_bavail * disk.f_frsize - kilobytes * 1024
        if taken > 0:
            with self.file.open("wb") as file:
                os.posix_fallocate(file.fileno(), 0, taken)

    def empty(self):
        self.file.unlink(missing_ok=True)


class Manager:
    """Somebody at a browser, and the program of the same person."""

    def __init__(self, base, email, password, form, action_id, token):
        self.base, self.form = base, base + form
        self.api = f"{base}/api/v1/actions/{action_id}/"
        self.token = {"Authorization": f"Bearer {token}"}
        self.browser = requests.Session()
        page = self._fields(self.browser.get(base + "/sign-in/").text)
        answer = self.browser.post(base + "/sign-in/", page | {"login": email, "password": password})
        if "/sign-in/" in answer.url:
            raise SystemExit("The manager could not sign in.")

    def _fields(self, page):
        form = html.fromstring(page).xpath("//main//form")[0]
        return dict(form.form_values())

    def fill_in(self, note):
        return self._fields(self.browser.get(self.form).text) | {"note": note}

    def send(self, fields, content):
        files = {"evidence": ("minutes.txt", content, "text/plain")}
        return self.browser.post(self.form, fields, files=files, allow_redirects=False)

    def number(self):
        return requests.get(self.api, headers=self.token).json()["ledger_number"]

    def write(self, note, number, key):
        headers = self.token | {"If-Match": f'"{number}"', "Idempotency-Key": key}
        return requests.post(self.api + "record-progress/", json={"note": note}, headers=headers)


def furnish():
    from django.utils import timezone

    from accounts.models import ApiToken
    from tests.actions.team import make_team
    from tests.factories import PASSWORD, later

    team = make_team()
    action, at = team.open_action(due_on=timezone.localdate()), timezone.now()
    team.owner.set_password(PASSWORD)
    team.owner.save()
    token = ApiToken(
        user=team.owner,
        organisation=team.organisation,
        name="Program",
        scope=ApiToken.Scope.READ_WRITE,
        expires_at=later(at, days=1),
    )
    return (
        team.owner.email,
        PASSWORD,
        action.get_absolute_url() + "record-progress/",
        action.pk,
        token.issue(at),
    )


def rounds(manager, filler, chance, number_of_rounds):
    said, wrong = Counter(), []

    def note_answer(door, answer, saved, note):
        said[f"{door}: {answer.status_code}"] += 1
        gives_back = (
            note in answer.text if door == "page" else answer.json().get("detail") if not saved else 1
        )
        if not saved and not (answer.status_code == REFUSED and gives_back):
            words = re.sub(r"<[^>]+>|\s+", " ", answer.text)
            wrong.append(f"{door}: {answer.status_code} {words[:300]}")

    for turn in range(number_of_rounds):
        filler.empty()
        by_page, by_api = (
            f"By page, round {turn}: all was looked at.",
            f"By API, round {turn}: all was looked at.",
        )
        fields, content = manager.fill_in(by_page), chance.randbytes(150_000).hex().encode()
        filler.leave(chance.choice((0, 4, 16, 40, 100, 200, 350, 500, 800, 2000, 4000)))
        answer = manager.send(fields, content)
        saved = answer.status_code == 302
        note_answer("page", answer, saved, by_page)
        if not saved:
            filler.empty()
            if manager.send(fields, content).status_code != 302:
                wrong.append("page: not taken when there was room again")
        number, key = manager.number(), f"round-{turn}"
        filler.leave(chance.choice((0, 4, 40, 100, 200, 400)))
        answer = manager.write(by_api, number, key)
        note_answer("API", answer, answer.status_code == 200, by_api)
        if answer.status_code != 200:
            filler.empty()
            if manager.write(by_api, number, key).status_code != 200:
                wrong.append("API: not taken when there was room again")
    filler.empty()
    return said, wrong


def verdict(number_of_rounds):
    from django.db import connection

    from actions import evidence_store
    from actions.ledger_check import check_ledger
    from actions.models import Evidence, ProgressUpdate

    found = Counter(ProgressUpdate.objects.filter(kind="progress").values_list("note", flat=True))
    with connection.cursor() as cursor:
        whole = cursor.execute("PRAGMA integrity_check").fetchone()[0]
    return {
        "updates": sum(found.values()),
        "missing": 2 * number_of_rounds - len(found),
        "doubled": sum(count > 1 for count in found.values()),
        "updates with their file": Evidence.objects.filter(update__kind="progress").count(),
        "files lost or altered": sum(1 for _ in evidence_store.verify()),
        "database": whole,
        "ledger is whole": check_ledger().is_whole,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if assets.main():
        return 1
    with a_small_disk() as disk:
        for name in ("static", "tmp"):
            (disk / name).mkdir()
        os.environ |= {"TMPDIR": str(disk / "tmp"), "API_REQUESTS_PER_MINUTE": "0"}
        start_django(f"sqlite:///{disk}/full.sqlite3", str(disk))
        from django.core.management import call_command
        from django.db import connection

        for command in ("migrate", "createcachetable", "collectstatic"):
            call_command(
                command, verbosity=0, **({"interactive": False} if command == "collectstatic" else {})
            )
        who = furnish()
        connection.close()
        web = Web(a_free_port())
        try:
            base = f"http://127.0.0.1:{web.port}"
            web.wait()
            manager = Manager(base, *who)
            said, wrong = rounds(manager, Filler(disk), random.Random(options.seed), options.rounds)
        finally:
            web.stop()
        told = verdict(options.rounds) | {"answers": dict(sorted(said.items())), "wrong": wrong}
        connection.close()
    print(json.dumps(told, indent=1))
    is_good = told["database"] == "ok" and told["ledger is whole"] and not told["files lost or altered"]
    return 0 if is_good and not (wrong or told["missing"] or told["doubled"]) else 1


if __name__ == "__main__":
    raise SystemExit(main())
