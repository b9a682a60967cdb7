from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from actions import awaiting
from actions.models import Measure
from actions.statuses import Kind
from tests.actions.doing import do
from tests.actions.team import DEADLINE, TODAY, day, moment
from tests.factories import MORNING, make_member, make_post

pytestmark = pytest.mark.django_db


def lists_with(action, user, on=TODAY):
    return [name for name, rows in vars(awaiting.work_of(user, on)).items() if action in rows]


@pytest.mark.parametrize(
    ("days_to_deadline", "name"), [(-1, "overdue"), (0, "due_soon"), (14, "due_soon"), (15, "later")]
)
def test_the_owner_finds_an_open_action_in_one_list(team, days_to_deadline, name):
    action = team.started(due_on=DEADLINE)
    on = DEADLINE - timedelta(days=days_to_deadline)
    assert lists_with(action, team.owner, on) == [name]


def test_an_action_without_a_deadline_waits_among_the_later_ones(team):
    assert lists_with(team.open_action(due_on=None), team.owner) == ["later"]


def test_a_claim_that_was_sent_back_is_the_owners_again(team):
    action = team.claimed()
    assert lists_with(action, team.owner) == []
    do(action, Kind.RETURNED, team.assurer)
    assert lists_with(action, team.owner) == ["sent_back"]
    do(action, Kind.PROGRESS, team.owner)
    assert lists_with(action, team.owner) == ["later"]


@pytest.mark.parametrize("who", ["lead", "manager", "assurer", "member", "viewer", "stranger"])
def test_an_action_waits_for_nobody_but_its_owner(team, who):
    assert lists_with(team.started(), getattr(team, who)) == []


def test_an_extension_waits_for_a_lead_who_did_not_ask(team):
    action = team.started()
    do(action, Kind.EXTENSION_ASKED, team.owner)
    assert lists_with(action, team.lead) == lists_with(action, team.other_lead) == ["extensions"]
    assert lists_with(action, team.manager) == lists_with(action, team.stranger) == []
    do(action, Kind.EXTENSION_REFUSED, team.lead)
    assert lists_with(action, team.other_lead) == []


def test_a_lead_who_asked_as_owner_does_not_find_the_request_to_decide(team):
    asker = make_member(team.organisation, "lead")
    action = team.open_action(owner=make_post(team.organisation, holder=asker))
    do(action, Kind.EXTENSION_ASKED, asker)
    assert "extensions" not in lists_with(action, asker)
    assert lists_with(action, team.lead) == ["extensions"]


def test_a_claim_waits_for_assurers_who_are_far_enough_from_the_work(team):
    action = team.claimed()
    assert lists_with(action, team.assurer) == ["sign_offs"]
    assert lists_with(action, team.manager) == lists_with(action, team.stranger) == []


def test_an_assurer_who_owns_or_claimed_it_does_not_find_the_claim(team):
    both = make_member(team.organisation, "manager", "assurer")
    action = team.open_action(owner=make_post(team.organisation, holder=both))
    do(action, Kind.CLAIMED_DONE, both)
    assert lists_with(action, both) == []
    do(action, Kind.REASSIGNED, team.lead, team=team)
    assert lists_with(action, both) == [], "having claimed it is enough"
    assert lists_with(action, team.assurer) == ["sign_offs"]


@pytest.mark.parametrize(
    ("days_before", "found"), [(15, []), (14, ["checks"]), (0, ["checks"]), (-1, ["checks"])]
)
def test_a_check_waits_for_the_assurer_two_weeks_ahead(team, days_before, found):
    action = team.accepted()
    assert lists_with(action, team.assurer, action.check_on - timedelta(days=days_before)) == found


def make_measure(action, **fields):
    return Measure.objects.create(
        area=action.area,
        action=action,
        **({"name": "Plans looked at"} | fields),
        unit="%",
        definition="Plans with a manager's note this month, of all plans.",
        direction="up",
        cadence="monthly",
        starts_on=TODAY,
    )


def test_a_reading_waits_for_the_owner_once_it_is_late(team):
    measure = make_measure(team.started())
    assert list(awaiting.readings_due(team.owner, TODAY)) == []
    assert list(awaiting.readings_due(team.owner, day(1))) == [measure]
    assert list(awaiting.readings_due(team.stranger, day(1))) == []
    measure.record_reading(team.owner, moment(1), day(1), 80)
    assert list(awaiting.readings_due(team.owner, day(2))) == []


def test_readings_due_ask_the_database_once(team, django_assert_num_queries):
    for number in range(3):
        make_measure(team.started(), name=f"Measure {number}").record_reading(team.owner, MORNING, TODAY, 80)
    team.owner.organisation_ids()
    with django_assert_num_queries(1):
        due = [each.next_reading_on() for each in awaiting.readings_due(team.owner, day(90))]
    assert len(due) == 3


def test_a_lead_is_told_what_is_slipping_and_led_to_its_rows(client, team):
    team.started()
    extended = team.started()
    extended.move_deadline(team.lead, MORNING, DEADLINE + timedelta(days=60), "The supplier is late.")
    on = DEADLINE + timedelta(days=1)
    told = [(row["bucket"].value, row["number"]) for row in awaiting.slipping(team.lead, on)]
    assert told == [("extended", 1), ("overdue", 1)]
    assert awaiting.slipping(team.owner, on) == awaiting.slipping(team.stranger, on) == []
    assert "?bucket=extended" in page_for(client, team.lead).content.decode()


def page_for(client, user, name="front", *args):
    client.force_login(user)
    with time_machine.travel(MORNING, tick=False):
        return client.get(reverse(name, args=args))


def test_the_front_page_leads_to_the_form_in_one_tap(client, team):
    action = team.started()
    page = page_for(client, team.owner).content.decode()
    inspection = action.area.inspection
    form = reverse("record-progress", args=[team.organisation.slug, inspection.slug, action.reference])
    assert form in page


def test_the_front_page_says_kindly_that_nothing_waits(client, team):
    assert "Nothing waits for you." in page_for(client, team.viewer).content.decode()


def test_a_visitor_is_shown_what_is_public(client, team):
    assert "Progress shown to the public" in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("name", "who", "words"),
    [
        ("decisions", "viewer", "Nobody is waiting for your decision"),
        ("sign-offs", "viewer", "No claim is waiting for you."),
    ],
)
def test_a_queue_without_anything_says_so(client, team, name, who, words):
    assert words in page_for(client, getattr(team, who), name).content.decode()


def test_a_request_is_shown_with_its_words_and_the_slippage_so_far(client, team):
    action = team.started()
    action.ask_for_extension(team.owner, MORNING, DEADLINE + timedelta(days=31), "The supplier is late.")
    page = page_for(client, team.lead, "decisions").content.decode()
    assert "The supplier is late." in page
    assert "31 July 2026" in page
    assert "not moved" in page


def test_a_claim_stands_beside_what_good_looks_like(client, team):
    action = team.claimed()
    page = page_for(client, team.assurer, "sign-offs").content.decode()
    assert "All plans are looked at." in page
    assert action.good_looks_like in page


def test_a_long_list_of_what_can_wait_is_cut_and_counted(client, team):
    for _ in range(21):
        team.open_action(due_on=None)
    page = page_for(client, team.owner).content.decode()
    assert "(21)" in page
    assert page.count("ft-work__item--in_progress") == 20
    assert "Find the others in the plan" in page
