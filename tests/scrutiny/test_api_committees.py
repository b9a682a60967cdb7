"""Committees, their members, meetings and forward plans, arranged by the API."""

from datetime import date, time

import pytest

from scrutiny.models import Committee, ForwardPlanItem, Meeting
from tests.actions.api import Caller, fields_of
from tests.factories import make_committee, make_inspection, make_meeting, make_member
from tests.scrutiny.hall import FIRST

COMMITTEE = {"name": "Homes Panel", "slug": "homes", "remit": "Where children live."}
MEETING = {"held_on": "2026-09-10", "starts_at": "18:00", "place": "County Hall"}


@pytest.fixture
def lead(hall):
    return Caller(hall.team.lead, hall.team.organisation)


@pytest.fixture
def here(hall):
    return f"committees/{hall.committee.pk}"


def sitting(committee):
    return [(seat.user, seat.is_chair) for seat in committee.sitting_members()]


def test_a_committee_is_added_once_and_changed_but_for_its_address(hall, lead):
    path = f"organisations/{hall.team.organisation.pk}/add-committee/"
    first = lead.post(path, COMMITTEE, key="1")
    assert first.status_code == 201, first.content
    assert lead.post(path, COMMITTEE, key="1").json() == first.json()
    assert fields_of(lead.post(path, COMMITTEE)) == ["", ""]
    added = Committee.objects.get(slug="homes")
    changed = lead.post(f"committees/{added.pk}/change/", {"name": "Panel of Homes"}).json()
    assert (changed["name"], changed["remit"]) == ("Panel of Homes", COMMITTEE["remit"])
    assert fields_of(lead.post(f"committees/{added.pk}/change/", {"slug": "other"})) == ["slug"]


def test_the_members_are_those_who_are_named(hall, lead, here):
    first, second = hall.team.member, make_member(hall.team.organisation, "member")
    answer = lead.post(f"{here}/set-members/", {"members": [first.pk, second.pk], "chair": second.pk})
    assert [(seat["id"], seat["is_chair"]) for seat in answer.json()["members"]] == [
        (second.pk, True),
        (first.pk, False),
    ]
    lead.post(f"{here}/set-members/", {"members": [first.pk]})
    assert sitting(hall.committee) == [(first, False)]
    wrong = {"members": [second.pk], "chair": first.pk}
    assert fields_of(lead.post(f"{here}/set-members/", wrong)) == ["chair"]
    for nobody in (hall.team.viewer, hall.team.stranger):
        assert fields_of(lead.post(f"{here}/set-members/", {"members": [nobody.pk]})) == ["members.0"]
    assert fields_of(lead.post(f"{here}/set-members/", {})) == ["members"]
    assert sitting(hall.committee) == [(first, False)]


def test_a_meeting_is_added_moved_and_called_off(lead, here):
    added = lead.post(f"{here}/add-meeting/", MEETING)
    assert (added.status_code, added.json()["papers_due_on"]) == (201, "2026-09-02")
    path = f"meetings/{added.json()['id']}/change/"
    lead.post(path, {"held_on": "2026-09-17"})
    meeting = Meeting.objects.get()
    assert (meeting.held_on, meeting.starts_at, meeting.place) == (
        date(2026, 9, 17),
        time(18),
        "County Hall",
    )
    assert lead.post(path, {"cancelled_because": "Too few came."}).json()["is_called_off"] is True


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ({"held_on": "1999-09-10"}, "held_on"),
        ({"held_on": None}, "held_on"),
        ({"starts_at": "six"}, "starts_at"),
        ({"papers_set_for": "2026-09-01"}, "papers_due_reason"),
        ({"papers_due_reason": "A fair"}, "papers_set_for"),
        ({"papers_set_for": "2026-09-11", "papers_due_reason": "A fair"}, "papers_set_for"),
        ({"cancelled_because": "It rains."}, "cancelled_because"),
        ({"held_on": "2026-03-12", "starts_at": None}, ""),
    ],
)
def test_what_is_wrong_with_a_meeting_is_named(hall, lead, here, more, wrong):
    make_meeting(hall.committee, FIRST)
    answer = lead.post(f"{here}/add-meeting/", MEETING | more)
    assert (answer.status_code, fields_of(answer)) == (400, [wrong])


def test_the_forward_plan_is_filled_and_changed(hall, lead, here):
    meeting = make_meeting(hall.committee, FIRST)
    body = {"words": "Fostering", "meeting": meeting.pk, "inspection": hall.inspection.pk}
    added = lead.post(f"{here}/add-to-forward-plan/", body)
    assert (added.status_code, added.json()["meeting"]["id"]) == (201, meeting.pk)
    path = added["Location"].split("/v1/")[1]
    assert lead.get(path).json() == added.json()
    changed = lead.post(f"{path}change/", {"meeting": None}).json()
    assert (changed["words"], changed["meeting"]) == ("Fostering", None)
    assert changed["inspection"]["id"] == hall.inspection.pk
    assert lead.post(f"{path}remove/", method="delete").status_code == 204
    assert not ForwardPlanItem.objects.exists()


def test_an_item_is_about_things_of_ones_own_alone(hall, lead, here):
    organisation = hall.team.stranger.memberships.first().organisation
    others = make_meeting(make_committee(hall.team.organisation), FIRST)
    for more in ({"meeting": others.pk}, {"inspection": make_inspection(organisation, is_public=True).pk}):
        answer = lead.post(f"{here}/add-to-forward-plan/", {"words": "Fostering"} | more)
        assert fields_of(answer) == list(more)


def test_strangers_arrange_nothing_even_where_all_is_published(hall, here):
    stranger = Caller(hall.team.stranger, hall.team.stranger.memberships.first().organisation)
    assert hall.team.organisation.has_public_site and stranger.get(f"{here}/").status_code == 200
    for deed in ("change", "set-members", "add-meeting", "add-to-forward-plan"):
        assert stranger.post(f"{here}/{deed}/").status_code == 404
