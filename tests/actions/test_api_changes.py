"""The changes feed by the API: what its rows say, to whom, and how a puller goes on."""

import pytest
from django.test import Client

from actions.models import Change
from actions.serializers.changes import ChangesSerializer
from actions.serializers.updates import PositionSerializer
from actions.statuses import POSITION
from tests.actions.api import Caller, fields_of
from tests.actions.team import MINUTES
from tests.factories import MORNING


def pull(client, **parameters):
    return client.get("/api/v1/changes/", parameters)


def names(serializer):
    return set(serializer().fields)


def test_each_change_says_what_was_before_and_after(team):
    action = team.claimed()
    answer = pull(Client()).json()
    assert set(answer) == names(ChangesSerializer)
    opened, progress, claim = answer["changes"]
    assert set(claim) == set(ChangesSerializer().fields["changes"].child.fields)
    assert set(claim["after"]) == names(PositionSerializer)
    assert set(claim["after"]) == {name.removesuffix("_id") for name in POSITION}
    assert (opened["before"], opened["changed"]) == (None, [])
    assert progress["changed"] == ["status", "updated_on"]
    assert (claim["before"]["status"], claim["after"]["status"]) == ("in_progress", "done")
    assert [piece["url"] for piece in claim["evidence"]] == [MINUTES.url]
    assert claim["action"]["reference"] == action.reference
    assert claim["action"]["url"].endswith(f"/api/v1/actions/{action.pk}/")
    assert [row["position"] for row in answer["changes"]] == [1, 2, 3]
    assert (answer["after"], answer["has_more"]) == (3, False)
    assert answer["next"].endswith("/api/v1/changes/?page_size=100&after=3")


def test_a_puller_goes_on_from_the_address_it_was_given(team):
    team.claimed()
    client, found = Client(), []
    answer = pull(client, page_size=2).json()
    found += answer["changes"]
    while answer["has_more"]:
        answer = client.get(answer["next"].removeprefix("http://127.0.0.1:8000")).json()
        found += answer["changes"]
    assert [row["position"] for row in found] == [1, 2, 3]


def test_rows_and_words_are_for_those_who_may_see_them(team):
    action = team.open_action()
    action.note(team.lead, MORNING, "For officers alone.")
    action.record_progress(team.owner, MORNING, "For members.", visibility="members")
    team.open_action(visibility="officers", title="Not for the public")
    rows = pull(Client()).json()["changes"]
    assert [(row["number"], row["note"], row["words_withheld"]) for row in rows] == [
        (1, "", False),
        (3, "", True),
    ]
    officer = Caller(team.viewer, team.organisation).get("changes/").json()["changes"]
    assert [row["note"] for row in officer] == ["", "For officers alone.", "For members.", ""]


def test_an_action_in_the_place_of_another_is_named_only_to_who_may_see_it(team):
    action, hidden = team.open_action(), team.open_action(visibility="officers")
    action.supersede(team.lead, MORNING, hidden, "It is done there.")
    assert pull(Client()).json()["changes"][-1]["after"]["superseded_by"] is None
    told = Caller(team.lead, team.organisation).get("changes/").json()["changes"][-1]
    assert told["after"]["superseded_by"] == hidden.pk


def test_the_feed_can_be_narrowed_to_one_organisation_or_inspection(team):
    action = team.open_action()
    inspection = action.area.inspection
    for parameters, number in (
        ({"organisation": team.organisation.slug}, 1),
        ({"inspection": inspection.slug}, 1),
        ({"organisation": "thornwick"}, 0),
    ):
        answer = pull(Client(), **parameters).json()
        assert (len(answer["changes"]), answer["after"]) == (number, 1)


@pytest.mark.parametrize(
    ("parameters", "wrong"),
    [
        ({"after": "-1"}, ["after"]),
        ({"after": "x"}, ["after"]),
        ({"after": "9" * 40}, ["after"]),
        ({"after": ""}, ["after"]),
        ({"page_size": "501"}, ["page_size"]),
        ({"page_size": "0"}, ["page_size"]),
        ({"since": "1"}, ["since"]),
        ({"organisation": ["a", "b"]}, ["organisation"]),
    ],
)
def test_a_parameter_that_is_not_understood_is_named(team, parameters, wrong):
    answer = pull(Client(), **parameters)
    assert (answer.status_code, fields_of(answer)) == (400, wrong)


def test_who_has_read_farther_than_the_feed_goes_is_told_to_begin_again(team):
    team.open_action()
    answer = pull(Client(), after=2)
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:followthrough:problem:beyond-the-end")
    assert Change.objects.last_position() == 1
