"""Opening actions, files of evidence, measures and readings by the API."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from actions.models import Action, Measure, Upload
from tests.actions.api import Caller, fields_of
from tests.factories import MORNING, make_area, make_measure, make_post

ACTION = {"title": "Look at every plan", "good_looks_like": "Every plan is looked at each month."}
MEASURE = {
    "name": "Visits in time", "unit": "%", "definition": "Visits made in time.", "direction": "up",
    "cadence": "monthly", "starts_on": "2026-01-01",
}  # fmt: skip


def lead(team):
    return Caller(team.lead, team.organisation)


def minutes(content=b"The panel met.", name="minutes.txt"):
    return SimpleUploadedFile(name, content, content_type="text/plain")


def test_an_action_is_opened_once_and_has_an_address(team):
    body = ACTION | {"owner": team.post.pk, "contributors": [team.partner_post.pk], "due_on": "2026-12-31"}
    answers = [lead(team).post(f"areas/{team.area.pk}/open-action/", body, key="1") for _ in range(1)]
    assert answers[0].status_code == 201, answers[0].content
    action = Action.objects.get()
    assert answers[0]["Location"].endswith(f"/api/v1/actions/{action.pk}/")
    assert answers[0].json()["reference"] == action.reference
    assert (action.owner, action.due_on.isoformat(), action.updates.get().by) == (
        team.post,
        "2026-12-31",
        team.lead,
    )


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ({"title": ""}, ["title"]),
        ({"title": "x" * 201}, ["title"]),
        ({"good_looks_like": "  "}, ["good_looks_like"]),
        ({"due_on": "31.12.2026"}, ["due_on"]),
        ({"due_on": "9999-12-31"}, ["due_on"]),
        ({"visibility": "everybody"}, ["visibility"]),
        ({"status": "done"}, ["status"]),
    ],
)
def test_a_field_that_is_wrong_when_opening_is_named(team, more, wrong):
    answer = lead(team).post(f"areas/{team.area.pk}/open-action/", ACTION | more)
    assert (answer.status_code, fields_of(answer)) == (400, wrong)
    assert not Action.objects.exists()


def test_nobody_opens_an_action_for_posts_of_another_or_in_their_areas(team):
    elsewhere = make_post(team.stranger.memberships.first().organisation)
    answer = lead(team).post(f"areas/{team.area.pk}/open-action/", ACTION | {"owner": elsewhere.pk})
    assert fields_of(answer) == ["owner"]
    stranger = Caller(team.stranger, elsewhere.organisation)
    assert stranger.post(f"areas/{team.area.pk}/open-action/", ACTION).status_code == 403


def test_a_file_handed_in_becomes_evidence_of_the_verb_that_names_it(team):
    action, owner = team.started(), Caller(team.owner, team.organisation)
    handed_in = owner.send(f"actions/{action.pk}/uploads/", {"file": minutes(), "title": "Minutes"}, key="1")
    assert handed_in.status_code == 201, handed_in.content
    again = owner.send(f"actions/{action.pk}/uploads/", {"file": minutes(), "title": "Minutes"}, key="1")
    assert again.json() == handed_in.json()
    assert Upload.objects.count() == 1
    body = {"note": "All is done.", "uploads": [handed_in.json()["id"]]}
    assert owner.post(f"actions/{action.pk}/claim-done/", body, seen=2).status_code == 200
    assert action.evidence_sha256s() == [handed_in.json()["sha256"]]


def test_a_file_that_can_not_be_taken_is_refused_in_words(team, settings):
    action, owner = team.started(), Caller(team.owner, team.organisation)
    answer = owner.send(f"actions/{action.pk}/uploads/", {"file": minutes(b"MZ\0\0", "run.exe")})
    assert (answer.status_code, fields_of(answer)) == (400, ["file"])
    answer = owner.send(f"actions/{action.pk}/uploads/", {})
    assert (answer.status_code, fields_of(answer)) == (400, ["file"])
    settings.EVIDENCE_MAX_BYTES = 3
    answer = owner.send(f"actions/{action.pk}/uploads/", {"file": minutes()})
    assert (answer.status_code, fields_of(answer)) == (413, ["file"])
    assert owner.post(f"actions/{action.pk}/uploads/", {}).status_code == 415


def test_a_file_is_thrown_away_by_who_handed_it_in_alone(team):
    action, owner = team.started(), Caller(team.owner, team.organisation)
    pk = owner.send(f"actions/{action.pk}/uploads/", {"file": minutes()}).json()["id"]
    assert lead(team).post(f"uploads/{pk}/", method="delete").status_code == 404
    assert owner.post(f"uploads/{pk}/", method="delete").status_code == 204
    assert not Upload.objects.exists()


def test_measures_are_added_and_changed_by_leads(team):
    answer = lead(team).post(f"areas/{team.area.pk}/add-measure/", MEASURE)
    assert answer.status_code == 201, answer.content
    measure = Measure.objects.get(pk=answer.json()["id"])
    assert (measure.area, measure.action) == (team.area, None)
    assert lead(team).post(f"measures/{measure.pk}/change/", {"unit": "visits"}).status_code == 200
    measure.refresh_from_db()
    assert (measure.unit, measure.name) == ("visits", "Visits in time")
    assert lead(team).post(f"areas/{team.area.pk}/add-measure/", MEASURE).status_code == 400
    answer = lead(team).post(f"measures/{measure.pk}/change/", {"target": "3"})
    assert fields_of(answer) == ["target"]
    action = team.open_action()
    body = MEASURE | {"name": "Visits of this team"}
    of_action = lead(team).post(f"actions/{action.pk}/add-measure/", body).json()["id"]
    assert Measure.objects.get(pk=of_action).action == action
    assert Caller(team.owner, team.organisation).post(f"measures/{measure.pk}/change/", {}).status_code == 403


def test_readings_are_recorded_once_a_day_and_corrected_once(team):
    measure = make_measure(team.area)
    path = f"measures/{measure.pk}/record-reading/"
    first = lead(team).post(path, {"taken_on": "2026-03-01", "value": "11"})
    assert first.status_code == 201, first.content
    again = lead(team).post(path, {"taken_on": "2026-03-01", "value": "12"})
    assert (again.status_code, "already" in again.json()["detail"]) == (422, True)
    future = lead(team).post(path, {"taken_on": "2199-03-01", "value": "12"})
    assert fields_of(future) == ["taken_on"]
    correct = f"readings/{first.json()['id']}/correct/"
    assert fields_of(lead(team).post(correct, {"value": "12"})) == ["note"]
    assert lead(team).post(correct, {"value": None, "note": "It was another's."}).status_code == 201
    assert not measure.readings.standing().exists()
    assert lead(team).post(correct, {"value": "1", "note": "Again."}).status_code == 422
    assert Caller(team.viewer, team.organisation).post(path, {}).status_code == 403


def test_a_body_too_large_to_be_read_is_refused(team):
    action = team.started()
    body = {"note": "x" * (6 * 1024 * 1024)}
    answer = lead(team).post(f"actions/{action.pk}/note/", body, seen=2)
    assert answer.status_code == 413
    assert MORNING


def test_a_whole_plan_is_proposed_and_opened_all_or_nothing(team):
    make_area(team.area.inspection, words="visits in time.")
    path, caller = f"inspections/{team.area.inspection_id}", lead(team)
    answer = caller.get(f"{path}/proposed-plan/")
    assert answer.status_code == 200, answer.content
    proposed = answer.json()["actions"]
    assert [each["title"] for each in proposed] == ["The oversight of plans by managers", "Visits in time"]
    wanted = [{name: each[name] for name in each if name != "number"} for each in proposed]
    elsewhere = make_post(team.stranger.memberships.first().organisation)
    bad = [wanted[0], wanted[1] | {"owner": elsewhere.pk}]
    assert fields_of(caller.post(f"{path}/open-plan/", {"actions": bad})) == ["actions.1.owner"]
    # The partner's body is named in the first area only.
    bad = [wanted[0], wanted[1] | {"owner": team.partner_post.pk}]
    assert caller.post(f"{path}/open-plan/", {"actions": bad}).status_code == 400
    assert not Action.objects.exists()
    good = [wanted[0] | {"owner": team.partner_post.pk}, wanted[1]]
    opened = caller.post(f"{path}/open-plan/", {"actions": good}, key="1")
    assert [each["reference"] for each in opened.json()["opened"]] == ["1.1", "2.1"]
    assert caller.post(f"{path}/open-plan/", {"actions": good}).json() == {"opened": []}
    assert caller.get(f"{path}/proposed-plan/").json() == {"actions": []}
    assert Caller(team.owner, team.organisation).get(f"{path}/proposed-plan/").status_code == 403
