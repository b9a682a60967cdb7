"""Whose hour has come, by the clock on the wall: over both changes of the clock, and after an outage."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from celery import current_app
from celery.schedules import maybe_schedule
from django.conf import settings as project
from django.core import mail
from django.core.management import call_command

from accounts.models import Sweep
from actions.models import Digest, MailPreference
from actions.reminders import arming
from actions.reminders.sweeping import sweep
from actions.reminders.turns import local
from tests.actions.team import make_team
from tests.factories import make_action, make_member, make_post

STEP = timedelta(minutes=5)
HOURS = (0, 1, 2, 7)
# On the Sunday an hour is missing or comes twice; the Monday after it is a working day.
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


@pytest.fixture
def armed(settings, db):
    settings.INSTALLATION_ID = "the host of these tests"
    arming.arm(datetime(2026, 1, 1, tzinfo=UTC))


def owners_by_hour(team, due_on):
    """Somebody with an overdue action for each hour at which mail may be wanted."""
    owners = {}
    for hour in HOURS:
        owners[hour] = make_member(team.organisation, "manager")
        post = make_post(team.organisation, holder=owners[hour])
        make_action(team.area, team.lead, at=datetime(2026, 1, 2, tzinfo=UTC), owner=post, due_on=due_on)
        MailPreference.objects.create(person=owners[hour], hour=hour, chosen_on=date(2026, 1, 1))
    return owners


def steps(since, until):
    while since < until:
        yield since
        since += STEP


@pytest.mark.parametrize("sunday", [SPRING, AUTUMN], ids=["forward", "back"])
def test_when_the_clocks_change_everybody_hears_once_and_at_their_hour(armed, sunday):
    owners = owners_by_hour(make_team(), due_on=sunday)
    midnight = datetime(sunday.year, sunday.month, sunday.day, tzinfo=UTC)
    monday = midnight + timedelta(hours=23 if sunday == SPRING else 24)
    for at in (*steps(midnight, midnight + timedelta(hours=3)), *steps(monday, monday + timedelta(hours=8))):
        sweep(lambda: at)  # noqa: B023
    digests = Digest.objects.order_by("sent_at")
    sent = {digest.person: local(digest.sent_at) for digest in digests}
    assert Counter(digest.local_date for digest in digests) == {sunday + timedelta(days=1): len(HOURS)}
    assert len(mail.outbox) == len(HOURS)
    assert {hour: (sent[owner].hour, sent[owner].minute) for hour, owner in owners.items()} == {
        hour: (hour, 0) for hour in HOURS
    }


def test_nobody_whose_hour_passed_while_the_scheduler_was_down_waits_longer_than_ten_minutes(armed):
    """Down from ten to six until twenty to seven, and the file in which it keeps its state is gone."""
    team = make_team()
    owners = owners_by_hour(team, due_on=date(2026, 3, 2))
    MailPreference.objects.filter(person=owners[7]).update(hour=6)
    before, back = (datetime(2026, 3, 4, hour, minute, tzinfo=UTC) for hour, minute in ((5, 50), (6, 40)))
    sweep(lambda: before)
    assert not Digest.objects.filter(person=owners[7]).exists()
    with time_machine.travel(back, tick=False):
        entry = project.CELERY_BEAT_SCHEDULE["sweep reminders"]
        # Without its file the scheduler takes the moment of its start for the last run.
        looks_in = maybe_schedule(entry["schedule"], app=current_app).is_due(back).next
    looks_at = back + timedelta(seconds=looks_in)
    assert looks_at - back <= timedelta(minutes=10)
    sweep(lambda: looks_at)
    assert Digest.objects.get(person=owners[7]).state == Digest.State.SENT
    assert len(mail.outbox) == len(HOURS)


def test_the_plain_loop_looks_at_once_after_an_outage(armed):
    owners_by_hour(make_team(), due_on=date(2026, 3, 2))
    back = datetime(2026, 3, 4, 7, 40, tzinfo=UTC)
    Sweep.note_started("sweep reminders", back - timedelta(hours=1))
    with time_machine.travel(back, tick=False):
        call_command("run_due", stdout=StringIO())
    assert Sweep.objects.get(name="reminders").last_result["opened"] == len(HOURS)
