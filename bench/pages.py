"""How long the server takes for each page of a plan of 500 actions with 20 updates each.

    python bench/pages.py [--actions 500] [--updates 20] [--rounds 7]

Makes its own SQLite database in a new folder, writes the ledger by the verbs, and asks for every page in this
process. Prints the fastest, the middle and the slowest of the rounds. Tests pin the queries.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def set_up(folder):
    os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings", "VAR_DIR": folder, "LOG_LEVEL": "ERROR"}
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


def write(actions, updates):
    """An organisation as the tests know it, with a plan of this size."""
    from tests.actions.team import day, make_team, moment
    from tests.factories import make_action, make_area, make_measure

    team = make_team()
    areas = [team.area, *(make_area(team.area.inspection) for _ in range(24))]
    for area in areas:
        measure = make_measure(area)
        for month in range(6):
            measure.record_reading(team.lead, moment(month * 30), day(month * 30), 40 + month)
    for number in range(actions):
        due_on = day(30 + number % 300)
        action = make_action(areas[number % 25], team.lead, owner=team.post, due_on=due_on)
        for update in range(updates - 1):
            action.record_progress(team.owner, moment(update), f"Week {update}: the panel met again.")
        if number % 9 == 0:
            action.ask_for_extension(
                team.owner, moment(updates), due_on + timedelta(30), "The supplier is late."
            )
        elif number % 9 == 1:
            action.claim_done(team.owner, moment(updates), "It is finished.")
    return team, action


def addresses(team, action):
    from django.urls import reverse

    inspection = action.area.inspection
    one = [team.organisation.slug, inspection.slug]
    plan = reverse("organisation-plan", args=one[:1])
    progress = reverse("progress", args=one)
    return [
        ("my work, as the owner of all", team.owner, reverse("front")),
        ("the plan", team.viewer, plan),
        ("the plan, one bucket", team.viewer, f"{plan}?bucket=overdue"),
        ("the plan, as at a day", team.viewer, f"{plan}?as_at=2026-03-12"),
        ("the plan of one inspection", team.viewer, reverse("inspection-plan", args=one)),
        ("one action", team.owner, action.get_absolute_url()),
        ("record progress", team.owner, reverse("record-progress", args=[*one, action.reference])),
        ("decisions", team.lead, reverse("decisions")),
        ("sign-offs", team.assurer, reverse("sign-offs")),
        ("one inspection", team.viewer, inspection.get_absolute_url()),
        ("progress, for visitors", None, progress),
        ("progress, compressed", None, progress, {"Accept-Encoding": "gzip"}),
        ("progress, not changed", None, progress, {"If-None-Match": "as it was"}),
        ("progress, one bucket", None, f"{progress}?bucket=overdue"),
        ("progress, as at a day", None, f"{progress}?as_at=2026-03-12"),
        ("progress, as a member", team.member, progress),
        ("the organisation, for visitors", None, team.organisation.get_absolute_url()),
        ("the front page of visitors", None, reverse("front")),
        ("search", team.viewer, f"{reverse('search')}?q=panel"),
        ("who holds what", team.lead, reverse("hand-over", args=one[:1])),
    ]


def measure(user, address, rounds, headers=None):
    """Without a user it is a visitor who asks."""
    from django.test import Client

    client = Client()
    if user:
        client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    if headers and "If-None-Match" in headers:
        headers = {"If-None-Match": answer["ETag"]}
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        answer = client.get(address, headers=headers)
        times.append((time.perf_counter() - began) * 1000)
    return times, len(answer.content)


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--actions", type=int, default=500)
    asked.add_argument("--updates", type=int, default=20)
    asked.add_argument("--rounds", type=int, default=7)
    asked = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        set_up(folder)
        began = time.perf_counter()
        team, action = write(asked.actions, asked.updates)
        took = time.perf_counter() - began
        print(
            f"{asked.actions} actions with {asked.updates} updates each, written by the verbs in {took:.0f} s"
        )
        print(f"{'page':<32}{'fastest':>9}{'middle':>9}{'slowest':>9}{'KB':>7}")
        for name, user, address, *headers in addresses(team, action):
            times, size = measure(user, address, asked.rounds, *headers)
            figures = (min(times), statistics.median(times), max(times))
            print(f"{name:<32}" + "".join(f"{each:>6.0f} ms" for each in figures) + f"{size / 1024:>7.0f}")


if __name__ == "__main__":
    main()
