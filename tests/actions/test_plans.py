from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from actions import plan_table
from actions.buckets import Bucket
from actions.models import Action
from actions.statuses import Kind
from tests.actions.doing import do
from tests.actions.team import DEADLINE, day, moment
from tests.factories import MORNING, make_action, make_area, make_post

pytestmark = pytest.mark.django_db


def plan(client, user, team, **asked):
    client.force_login(user)
    with time_machine.travel(moment(200), tick=False):
        return client.get(reverse("organisation-plan", args=[team.organisation.slug]), asked)


def shown(answer):
    return {action.title for group in answer.context["groups"] for action in group.actions}


@pytest.mark.parametrize("who", ["lead", "manager", "assurer", "member", "viewer"])
def test_everybody_of_the_organisation_reads_the_plan(client, team, who):
    team.started(title="Look at every plan")
    assert shown(plan(client, getattr(team, who), team)) == {"Look at every plan"}


def test_a_stranger_does_not_find_the_plan(client, team):
    assert plan(client, team.stranger, team).status_code == 404


def test_scrutiny_members_are_not_shown_what_is_for_officers(client, team):
    team.started(title="Everybody's")
    team.started(title="Officers' own", visibility="officers")
    assert shown(plan(client, team.member, team)) == {"Everybody's"}
    assert shown(plan(client, team.viewer, team)) == {"Everybody's", "Officers' own"}


def test_a_plan_without_actions_says_how_they_come(client, team):
    assert "A lead opens them" in plan(client, team.lead, team).content.decode()


def test_the_totals_are_those_of_the_rows_and_lead_to_them(client, team):
    for status in ("not_started", "in_progress", "done", "accepted", "sustained", "not_pursued"):
        team.in_status(status)
    answer = plan(client, team.lead, team)
    parts = answer.context["bucket_parts"]
    assert sum(part.number for part in parts) == answer.context["total"] == 6
    for part in parts:
        narrowed = client.get(part.address)
        assert narrowed.context["total"] == part.number, part.words


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "boxes archive"}, {"Archive the boxes"}),
        ({"q": "nothing like it"}, set()),
        ({"bucket": "overdue"}, {"Archive the boxes"}),
        ({"rating": "red"}, {"Archive the boxes"}),
        ({"rating": "grey"}, {"Train the panel"}),
        ({"section": "Safeguarding"}, {"Archive the boxes"}),
        ({"section": "Looked after children"}, {"Train the panel"}),
        ({"changed_since": "2026-03-02"}, set()),
        ({"changed_since": "2026-03-01"}, {"Archive the boxes", "Train the panel"}),
    ],
)
def test_a_filter_narrows_the_plan(client, team, asked, found):
    areas = [
        make_area(team.area.inspection, section=name) for name in ("Safeguarding", "Looked after children")
    ]
    Action.open(
        areas[0],
        team.lead,
        MORNING,
        title="Archive the boxes",
        good_looks_like="No box is left.",
        due_on=DEADLINE,
    )
    Action.open(areas[1], team.lead, MORNING, title="Train the panel", good_looks_like="All were trained.")
    assert shown(plan(client, team.lead, team, **asked)) == found


def test_the_owner_of_an_earlier_day_can_be_asked_for(client, team):
    action = team.started(title="Handed over")
    action.reassign(team.lead, moment(10), make_post(team.organisation, "Head of Service, Fostering"))
    before = {"owner": team.post.pk, "as_at": day(9).isoformat()}
    assert shown(plan(client, team.lead, team, **before)) == {"Handed over"}
    assert shown(plan(client, team.lead, team, owner=team.post.pk)) == set()


@pytest.mark.parametrize(
    ("as_at", "bucket"),
    [
        (day(0), Bucket.IN_PROGRESS),
        (DEADLINE, Bucket.DUE_SOON),
        (DEADLINE + timedelta(days=1), Bucket.OVERDUE),
    ],
)
def test_the_plan_is_shown_as_it_stood_on_a_day(client, team, as_at, bucket):
    action = team.started()
    action.claim_done(team.owner, moment(150), "It is finished.")
    answer = plan(client, team.lead, team, as_at=as_at.isoformat())
    counts = {part.kind: part.number for part in answer.context["bucket_parts"]}
    assert counts[bucket.value] == 1
    assert "as it stood on" in answer.content.decode()
    assert plan(client, team.lead, team).context["bucket_parts"][5].number == 1


def test_before_its_first_row_an_action_is_not_in_the_plan(client, team):
    team.started()
    assert shown(plan(client, team.lead, team, as_at="2026-03-01")) == set()


def test_filters_that_no_action_fits_do_not_say_that_there_is_none(client, team):
    team.started()
    page = plan(client, team.lead, team, bucket="sustained").content.decode()
    assert "No action fits these filters." in page and "There are no actions" not in page


def test_why_an_action_is_rated_so_stands_alone(client, team):
    team.started(due_on=day(900))
    page = plan(client, team.lead, team).content.decode()
    assert "It is in progress, in time and on track." in page and "the above" not in page


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"as_at": "2030-01-01"}, "This day is still to come."),
        ({"as_at": "2026-02-30"}, "There is no such date"),
        ({"changed_since": "soon"}, "date must include"),
        ({"bucket": "lost"}, "Select a valid choice"),
    ],
)
def test_a_value_that_cannot_be_is_named_and_finds_nothing(client, team, asked, sentence):
    team.started()
    answer = plan(client, team.lead, team, **asked)
    assert answer.status_code == 200
    assert answer.context["total"] == 0
    assert sentence in answer.content.decode()


def test_a_plan_of_many_is_shown_in_pages_or_at_once(client, team):
    for _ in range(101):
        team.open_action()
    assert len(shown(plan(client, team.lead, team))) == 100
    assert len(shown(plan(client, team.lead, team, all="1"))) == 101


def test_the_groups_stand_in_the_order_of_the_report(team):
    sections = ["Safeguarding", "Looked after children"]
    areas = [
        make_area(team.area.inspection, section=section, timescale=timescale)
        for section in sections
        for timescale in ("immediately", "three_months")
    ]
    for area in areas:
        make_action(area, team.lead)
    found = plan_table.groups(Action.objects.order_by("area__number"))
    assert [(group.section, group.timescale) for group in found] == [
        ("Safeguarding", "Immediately"),
        ("Safeguarding", "Within three months"),
        ("Looked after children", "Immediately"),
        ("Looked after children", "Within three months"),
    ]


def test_the_burn_up_counts_what_stood_accepted_on_each_day(team):
    accepted, lapsed = team.accepted(), team.sustained()
    lapsed.lapse(team.lead, moment(5), "It did not hold.")
    points = {point.on: point for point in plan_table.burn_up_points([accepted, lapsed], day(6))}
    assert (points[day(0)].accepted, points[day(0)].sustained) == (2, 0)
    assert (points[day(6)].accepted, points[day(6)].sustained) == (1, 0)
    assert points[DEADLINE].planned == 2
    assert points[DEADLINE].accepted is None


def test_a_member_is_not_offered_to_assign(client, team):
    team.started()
    assert "Assign the chosen" not in plan(client, team.member, team).content.decode()
    assert "Assign the chosen" in plan(client, team.lead, team).content.decode()


def test_an_earlier_day_offers_nothing_to_change(client, team):
    do(team.started(), Kind.PROGRESS, team.owner)
    answer = plan(client, team.lead, team, as_at=day(1).isoformat())
    assert "Assign the chosen" not in answer.content.decode()
