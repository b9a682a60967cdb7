"""What only pages used to show, told by the API: what waits, who was told, who is next, what was found."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from actions import awaiting
from actions.models import Digest, Reminder
from actions.reminders import arming, sweeping
from tests.actions.api import Caller, fields_of
from tests.actions.team import DEADLINE, day, moment
from tests.factories import make_measure

# A Wednesday in July, ten days after the deadline.
NOW = moment(0).replace(year=2026, month=7, day=8, hour=8)
pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    with time_machine.travel(NOW, tick=False):
        yield


def ids(caller, path, **asked):
    answer = caller.get(path, **asked)
    assert answer.status_code == 200, answer.content
    return {each["id"] for each in answer.json()["results"]}


def test_what_waits_for_somebody_is_what_their_first_page_lists(team, now):
    team.started(due_on=day(200))
    asked, claimed, accepted = team.started(), team.claimed(), team.claimed()
    team.accept(accepted, check_on=NOW.date())
    asked.ask_for_extension(team.owner, moment(2), day(300), "The builders are late.")
    known = {
        "work": awaiting.owned_and_open,
        "decision": awaiting.extensions_to_decide,
        "sign_off": awaiting.sign_offs_to_decide,
        "check": lambda user: awaiting.checks_due(user, NOW.date()),
    }
    found = {}
    for person in (team.owner, team.lead, team.assurer, team.viewer):
        caller = Caller(person, team.organisation)
        for what, rows in known.items():
            told = ids(caller, "actions/", waits_for=what)
            assert told == {each.pk for each in rows(person)}, (person, what)
            found.setdefault(what, set()).update(told)
        assert ids(caller, "actions/", waits_for="work,check") == ids(
            caller, "actions/", waits_for="work"
        ) | ids(caller, "actions/", waits_for="check")
    assert found["decision"] == {asked.pk} and found["sign_off"] == {claimed.pk}
    assert found["check"] == {accepted.pk} and asked.pk in found["work"]
    assert Client().get("/api/v1/actions/?waits_for=work").json()["results"] == []
    assert fields_of(caller.get("actions/", waits_for="work", as_at="2026-07-01")) == ["waits_for"]


def test_measures_without_their_reading_are_found_as_at_any_day(team):
    read, unread = make_measure(team.area), make_measure(team.area)
    read.record_reading(team.lead, moment(0), day(0), 4)
    caller = Caller(team.lead, team.organisation)
    today, before = day(1).isoformat(), unread.starts_on.isoformat()
    with time_machine.travel(moment(1), tick=False):
        assert ids(caller, "measures/", reading_overdue="true", as_at=today) == {unread.pk}
        assert ids(caller, "measures/", reading_overdue="false", as_at=today) == {read.pk}
        assert not ids(caller, "measures/", reading_overdue="true", as_at=before)


@pytest.mark.both
def test_words_of_the_ledger_are_found_by_whom_they_are_for(team):
    action = team.open_action()
    action.record_progress(team.owner, moment(0), "The zebra has met.", visibility="officers")
    action.record_progress(team.owner, moment(0), "The panel has met.", impact="A zebra came too.")
    viewer, member = (Caller(each, team.organisation) for each in (team.viewer, team.member))
    rows = list(action.updates.order_by("number").values_list("pk", flat=True))
    assert ids(viewer, "updates/", search="ZEBRA met") == set(rows[1:])
    assert ids(member, "updates/", search="zebra") == {rows[2]}
    assert not ids(viewer, "updates/", search="zebra giraffe")


def test_who_would_be_told_next_is_who_is_told(team, now):
    arming.arm(timezone.now())
    team.started(title="Look at every plan", due_on=DEADLINE)
    lead, path = Caller(team.lead, team.organisation), f"organisations/{team.organisation.pk}/reminders-due/"
    due = lead.get(path).json()
    (line,) = [each for each in due["results"] if each["person"]["id"] == team.owner.pk]
    assert (due["on"], due["is_armed"], line["person"]["name"]) == ("2026-07-08", True, team.owner.name)
    assert [item["title"] for item in line["items"]] == ["Look at every plan"]
    people = [each["person"]["id"] for each in due["results"]]
    first = lead.get(path, page_size=1).json()
    paged = [each["person"]["id"] for each in first["results"]]
    while first["next"]:
        first = lead.client.get(first["next"], headers={"Authorization": f"Bearer {lead.key}"}).json()
        paged += [each["person"]["id"] for each in first["results"]]
    assert paged == people == sorted(people)
    sweeping.sweep(timezone.now, people=[team.owner.pk], is_hour_ignored=True)
    told = lead.get("told/", person=team.owner.pk).json()["results"]
    assert [each["stage_label"] for each in told] == ["Overdue"]
    assert told[0]["mail"].endswith(f"/{Digest.objects.get(person=team.owner).pk}/")
    assert team.owner.pk not in [each["person"]["id"] for each in lead.get(path).json()["results"]]


def test_who_was_told_is_for_those_who_work_on_the_plan_and_what_fell_away_is_not_told(team, now):
    arming.arm(timezone.now())
    action = team.started(due_on=DEADLINE)
    sweeping.sweep(timezone.now, people=[team.owner.pk], is_hour_ignored=True)
    sees, sees_not = (team.owner, team.viewer, team.lead), (team.member, team.partner, team.stranger)
    for person, number in (*((each, 1) for each in sees), *((each, 0) for each in sees_not)):
        caller = Caller(person, person.memberships.first().organisation)
        assert len(ids(caller, "told/")) == number, person
    viewer = Caller(team.viewer, team.organisation)
    (pk,) = ids(viewer, "told/", action=action.pk, state="pending,sending,sent,failed,ambiguous,retrying")
    assert not ids(viewer, "told/", said_after=(NOW + timedelta(days=1)).date().isoformat())
    assert viewer.get(f"told/{pk}/").json()["person"]["name"] == team.owner.name
    Digest.objects.filter(reminders=pk).update(state=Digest.State.DROPPED)
    assert Reminder.objects.count() and not ids(viewer, "told/")
