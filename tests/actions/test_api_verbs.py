"""Every verb by the API: the same rows as by its page, and the same refusals with a status of their own."""

from datetime import timedelta

import pytest
from django.test import Client

from actions.models import Action
from actions.serializers.verbs import BODIES
from actions.statuses import Kind
from tests.actions.api import Caller, fields_of
from tests.actions.team import DEADLINE, MINUTES
from tests.factories import MORNING, make_measure, make_post

NOTE = {"note": "The panel met."}
LATER = (DEADLINE + timedelta(days=300)).isoformat()


def seen_evidence(team, action):
    return {"evidence_seen": action.evidence_sha256s(), "check_on": LATER}


def nothing(team, action):
    return {}


# verb: (who, in which status, what else the body holds)
VERBS = {
    "record-progress": ("owner", "not_started", nothing),
    "claim-done": ("owner", "in_progress", nothing),
    "accept": ("assurer", "done", seen_evidence),
    "send-back": ("assurer", "done", nothing),
    "confirm-sustained": ("assurer", "accepted", nothing),
    "lapse": ("lead", "accepted", nothing),
    "ask-for-extension": ("owner", "in_progress", lambda team, action: {"proposed_due_on": LATER}),
    "grant-extension": ("lead", "asked", nothing),
    "refuse-extension": ("lead", "asked", nothing),
    "move-deadline": ("lead", "in_progress", lambda team, action: {"due_on": LATER}),
    "reassign": ("lead", "in_progress", lambda team, action: {"owner": make_post(team.organisation).pk}),
    "not-pursue": ("lead", "in_progress", nothing),
    "reopen": ("lead", "not_pursued", nothing),
    "supersede": ("lead", "in_progress", lambda team, action: {"superseded_by": team.open_action().pk}),
    "correct": ("lead", "in_progress", lambda team, action: {"number": 2}),
    "note": ("manager", "in_progress", nothing),
    "reword": ("lead", "in_progress", lambda team, action: {"title": "Another title"}),
    "add-milestone": ("lead", "in_progress", lambda team, action: {"title": "Another panel", "note": None}),
}


def brought_to(team, status):
    if status != "asked":
        return team.in_status(status)
    action = team.started()
    action.ask_for_extension(team.owner, MORNING, DEADLINE + timedelta(days=9), "The panel meets later.")
    return action


def write(team, person, action, verb, body=None, seen=None, **more):
    seen = action.ledger_number if seen is None else seen
    return Caller(person, team.organisation).post(
        f"actions/{action.pk}/{verb}/", NOTE if body is None else body, seen=seen, **more
    )


def body_for(team, action, verb):
    given = NOTE | VERBS[verb][2](team, action)
    return {name: value for name, value in given.items() if value is not None}


def test_every_verb_of_the_table_is_tried_here():
    assert set(VERBS) == set(BODIES)


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_writes_one_row_and_answers_with_the_action(team, verb):
    who, status, _ = VERBS[verb]
    action = brought_to(team, status)
    answer = write(team, getattr(team, who), action, verb, body_for(team, action, verb))
    assert answer.status_code == 200, answer.content
    now = Action.objects.get(pk=action.pk)
    row = now.updates.order_by("number").last()
    assert (row.number, row.kind) == (action.ledger_number + 1, BODIES[verb].kind)
    assert answer.json()["ledger_number"] == row.number
    assert answer["ETag"] == f'"{row.number}"'
    assert answer.json()["status"] == now.status


def offered(team, person, action):
    answer = Caller(person, team.organisation).get(f"actions/{action.pk}/verbs/")
    assert answer.json()["ledger_number"] == action.ledger_number
    return {told["verb"]: told for told in answer.json()["verbs"]}


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_told_to_be_open_to_those_who_can_do_it_and_closed_to_others_in_the_words_of_its_refusal(
    team, verb
):
    who, status, _ = VERBS[verb]
    action = brought_to(team, status)
    told = offered(team, getattr(team, who), action)[verb]
    assert (told["is_open"], told["why_not"]) == (True, "")
    assert told["url"].endswith(f"/api/v1/actions/{action.pk}/{verb}/")
    told = offered(team, team.member, action)[verb]
    refused = write(team, team.member, action, verb, body_for(team, action, verb))
    assert (told["is_open"], told["why_not"]) == (False, refused.json()["detail"])


def test_all_verbs_are_told_and_those_closed_by_the_status_or_for_want_of_a_request_say_so(team):
    action = team.started()
    told = offered(team, team.lead, action)
    assert set(told) == set(BODIES)
    assert told["grant-extension"]["why_not"].startswith("Nobody has asked for an extension")
    refused = write(team, team.lead, action, "reopen")
    assert refused.status_code == 422
    assert told["reopen"]["why_not"] == refused.json()["detail"]


def test_a_correction_is_told_to_be_open_to_whoever_wrote_a_row(team):
    action = team.open_action()
    assert not offered(team, team.owner, action)["correct"]["is_open"]
    action.record_progress(team.owner, MORNING, "The panel met.")
    assert offered(team, team.owner, action)["correct"]["is_open"]
    assert not offered(team, team.manager, action)["correct"]["is_open"]


@pytest.mark.parametrize("verb", VERBS)
def test_no_verb_is_done_by_strangers_or_by_members(team, verb):
    action = brought_to(team, VERBS[verb][1])
    body = body_for(team, action, verb)
    assert write(team, team.member, action, verb, body).status_code == 403
    hidden = team.open_action(visibility="officers")
    stranger = Caller(team.stranger, team.stranger.memberships.first().organisation)
    assert stranger.post(f"actions/{hidden.pk}/{verb}/", body, seen=1).status_code == 404
    assert Action.objects.get(pk=action.pk).ledger_number == action.ledger_number


def test_a_write_says_what_it_is_based_on(team):
    action = team.open_action()
    caller, path = Caller(team.owner, team.organisation), f"actions/{action.pk}/record-progress/"
    assert caller.post(path, NOTE).status_code == 428
    for strange in ("*", '"seven"', '"1", "2"', "1"):
        answer = caller.post(path, NOTE, headers={"If-Match": strange})
        assert (answer.status_code, fields_of(answer)) == (400, ["If-Match"]), strange
    etag = caller.get(f"actions/{action.pk}/")["ETag"]
    assert caller.post(path, NOTE, headers={"If-Match": etag}).status_code == 200


def test_who_comes_second_is_told_what_happened_since(team):
    action = team.open_action()
    action.note(team.lead, MORNING, "For officers alone.")
    action.record_progress(team.owner, MORNING, "The panel met twice.")
    answer = write(team, team.owner, action, "record-progress", seen=1)
    assert answer.status_code == 412
    told = answer.json()
    assert answer["Content-Type"] == "application/problem+json"
    assert (told["ledger_number"], answer["ETag"]) == (3, '"3"')
    assert [(row["number"], row["note"]) for row in told["since"]] == [
        (2, "For officers alone."),
        (3, "The panel met twice."),
    ]
    assert action.updates.count() == 3


def test_what_happened_since_has_no_words_that_the_writer_may_not_read(team):
    action = team.open_action()
    action.reword(team.lead, MORNING, contributors=[team.partner_post], note="Help is needed.")
    action.record_progress(team.owner, MORNING, "For officers alone.", visibility="officers")
    partner = Caller(team.partner, team.partner_post.organisation)
    answer = partner.post(f"actions/{action.pk}/record-progress/", NOTE, seen=1)
    assert answer.status_code == 412
    assert {row["note"] for row in answer.json()["since"]} == {""}


def test_an_acceptance_of_other_evidence_than_was_seen_is_a_conflict(team):
    action = team.claimed()
    body = {"evidence_seen": ["0" * 64], "check_on": LATER}
    answer = write(team, team.assurer, action, "accept", body)
    assert answer.status_code == 409
    assert "evidence" in answer.json()["detail"]


def test_what_the_status_does_not_allow_is_said_in_words(team):
    answer = write(team, team.owner, team.claimed(), "record-progress")
    assert answer.status_code == 422
    assert "done" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("verb", "body", "wrong"),
    [
        ("record-progress", {}, ["note"]),
        ("record-progress", {"note": " "}, ["note"]),
        ("record-progress", NOTE | {"colour": "green"}, ["colour"]),
        ("record-progress", NOTE | {"happened_on": "2199-01-01"}, ["happened_on"]),
        ("record-progress", NOTE | {"forecast_on": "2020-01-01"}, ["forecast_on"]),
        ("record-progress", NOTE | {"confidence": "sure"}, ["confidence"]),
        ("record-progress", NOTE | {"links": [{"url": "javascript:alert(1)"}]}, ["links.0.url"]),
        ("record-progress", NOTE | {"milestones_done": [10**30]}, ["milestones_done.0"]),
        ("claim-done", NOTE | {"uploads": ["7c9e6679-7425-40de-944b-e07fc1f90ae7"]}, ["uploads.0"]),
        ("ask-for-extension", NOTE | {"proposed_due_on": "2026-01-01"}, ["proposed_due_on"]),
        ("ask-for-extension", NOTE | {"proposed_due_on": "9999-01-01"}, ["proposed_due_on"]),
    ],
)
def test_a_wrong_field_is_named(team, verb, body, wrong):
    action = team.started()
    answer = write(team, team.owner, action, verb, body)
    assert (answer.status_code, fields_of(answer)) == (400, wrong), answer.content
    assert action.updates.count() == 2


def test_a_row_is_not_for_more_people_than_its_action(team):
    action = team.started(visibility="officers")
    answer = write(team, team.owner, action, "record-progress", NOTE | {"visibility": "public"})
    assert fields_of(answer) == ["visibility"]


def test_nobody_chooses_a_post_or_an_action_of_somebody_else(team):
    action, elsewhere = team.started(), team.stranger.memberships.first().organisation
    body = NOTE | {"owner": make_post(elsewhere).pk}
    assert fields_of(write(team, team.lead, action, "reassign", body)) == ["owner"]
    body = NOTE | {"title": "Another", "contributors": [make_post(elsewhere).pk]}
    assert fields_of(write(team, team.lead, action, "reword", body)) == ["contributors.0"]
    body = NOTE | {"superseded_by": action.pk}
    assert fields_of(write(team, team.lead, action, "supersede", body)) == ["superseded_by"]


def test_progress_comes_with_readings_milestones_and_evidence_or_not_at_all(team):
    action = team.open_action()
    milestone = action.add_milestone(team.lead, MORNING, "The first panel")
    measure = make_measure(team.area)
    body = NOTE | {
        "milestones_done": [milestone.pk],
        "links": [{"url": MINUTES.url, "title": MINUTES.title}],
        "readings": [{"measure": measure.pk, "value": "7.5"}, {"measure": measure.pk, "value": "8"}],
    }
    answer = write(team, team.owner, action, "record-progress", body)
    assert answer.status_code == 422
    assert (action.updates.count(), measure.readings.count()) == (2, 0)
    body["readings"] = body["readings"][:1]
    assert write(team, team.owner, action, "record-progress", body).status_code == 200
    milestone.refresh_from_db()
    assert milestone.done_on is not None
    assert str(measure.readings.get().value) == "7.500"
    assert action.evidence_sha256s() == [MINUTES.sha256]


def test_who_hands_away_what_let_them_see_it_gets_an_empty_answer(team):
    action = team.open_action(visibility="officers", owner=team.partner_post)
    partner = Caller(team.partner, team.partner_post.organisation)
    answer = partner.post(
        f"actions/{action.pk}/reassign/", {"owner": team.post.pk}, seen=action.ledger_number
    )
    assert answer.status_code == 204
    assert Action.objects.get(pk=action.pk).owner == team.post


def test_a_token_for_reading_does_not_write_and_nobody_writes_without_one(team):
    action, path = team.open_action(), "actions/{}/record-progress/"
    reader = Caller(team.owner, team.organisation, scope="read")
    assert reader.post(path.format(action.pk), NOTE, seen=1).status_code == 403
    answer = Client().post(f"/api/v1/{path.format(action.pk)}", NOTE, content_type="application/json")
    assert answer.status_code == 401
    assert Caller(team.owner, team.organisation).get(path.format(action.pk)).status_code == 405


def test_a_session_writes_with_the_secret_of_its_forms_only(team):
    action = team.open_action()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(team.owner)
    path = f"/api/v1/actions/{action.pk}/record-progress/"
    answer = browser.post(path, NOTE, content_type="application/json", headers={"If-Match": '"1"'})
    assert (answer.status_code, action.updates.count()) == (403, 1)


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("text/plain", "note", 415),
        ("application/json", "{", 400),
        ("application/json", "[]", 400),
        ("application/json", '"words"', 400),
    ],
)
def test_a_body_that_is_no_object_is_refused(team, content_type, body, status):
    action = team.open_action()
    caller = Caller(team.owner, team.organisation)
    headers = {"Authorization": f"Bearer {caller.key}", "If-Match": '"1"'}
    path = f"/api/v1/actions/{action.pk}/record-progress/"
    answer = Client().post(path, body, content_type=content_type, headers=headers)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"]


def test_kinds_of_the_table_are_those_of_the_verbs():
    assert {body.kind for body in BODIES.values()} == set(Kind) - {Kind.OPENED}
