"""A council's tracker by the API: the file, its columns, what it would do, and doing just that."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts import jobs
from accounts.models import Job
from actions.models import Action, PlanImport
from actions.plan_import import applying
from tests.actions.api import Caller, fields_of

HEADINGS = b"Area,Action,Success measure,Due\n"
TRACKER = HEADINGS + b"1,Look at plans,Every plan,31 March 2031\nnone,Lost,Every plan,\n"


@pytest.fixture
def lead(team):
    return Caller(team.lead, team.organisation)


def bring_in(caller, team, content=TRACKER, name="tracker.csv", **more):
    path = f"inspections/{team.area.inspection_id}/import-plan/"
    return caller.send(path, {"file": SimpleUploadedFile(name, content)}, **more)


def test_a_tracker_is_brought_in_as_its_preview_says(team, lead):
    brought = bring_in(lead, team, key="1")
    assert brought.status_code == 201, brought.content
    told = brought.json()
    assert brought["Location"] == told["url"]
    assert {name: place for name, place in told["columns"].items() if place is not None} == {
        "area": 0, "title": 1, "good_looks_like": 2, "due_on": 3,
    }  # fmt: skip
    path = f"plan-imports/{told['id']}/"
    preview = lead.get(f"{path}preview/").json()
    first, second = preview["lines"]
    assert (first["state"], first["changes"][0]) == (
        "new", {"what": "Title", "before": "", "now": "Look at plans"},
    )  # fmt: skip
    assert (second["state"], "which area" in second["refused"]) == ("refused", True)
    assert not Action.objects.exists()
    stale = lead.post(f"{path}apply/", {"seen": "another"})
    assert (stale.status_code, stale.json()["seen"]) == (409, preview["seen"])
    done = lead.post(f"{path}apply/", {"seen": preview["seen"]}, key="2")
    assert (done.status_code, done.json()["done"]) == (200, True)
    assert Action.objects.get().title == "Look at plans"
    for answer in (lead.post(f"{path}apply/", {"seen": preview["seen"]}), lead.get(f"{path}preview/")):
        assert (answer.status_code, "already" in answer.json()["detail"]) == (409, True)


def test_the_columns_are_matched_otherwise_and_checked(team, lead):
    told = bring_in(lead, team, b"Where,What,Why\n1,Look at plans,Every plan\n").json()
    path = f"plan-imports/{told['id']}/match/"
    for columns, wrong in (
        ({"area": 0}, "columns"),
        ({"area": 0, "title": 0}, "columns.title"),
        ({"title": 7}, "columns.title"),
        ({"title": -1}, "columns.title"),
        ({"rating": 1}, "columns.rating"),
    ):
        answer = lead.post(path, {"columns": columns})
        assert (answer.status_code, fields_of(answer)) == (400, [wrong])
    matched = lead.post(path, {"columns": {"area": 0, "title": 1, "good_looks_like": 2}})
    assert (matched.status_code, matched.json()["columns"]["title"]) == (200, 1)
    assert lead.get(f"plan-imports/{told['id']}/preview/").json()["lines"][0]["state"] == "new"


def test_a_file_that_changes_nothing_is_not_applied(team, lead):
    told = bring_in(lead, team, b"Area,Action\nnone,Lost\n").json()
    path = f"plan-imports/{told['id']}/"
    seen = lead.get(f"{path}preview/").json()["seen"]
    assert lead.post(f"{path}apply/", {"seen": seen}).status_code == 422
    assert PlanImport.objects.waiting().count() == 1


def test_many_changes_are_made_by_a_job(team, lead, monkeypatch):
    monkeypatch.setattr(applying, "MANY", 1)
    told = bring_in(lead, team, HEADINGS + b"1,Look at plans,Every plan,\n1,Ask,Everybody,\n").json()
    path = f"plan-imports/{told['id']}/"
    seen = lead.get(f"{path}preview/").json()["seen"]
    asked = lead.post(f"{path}apply/", {"seen": seen})
    assert (asked.status_code, asked.json()["done"], asked["Location"]) == (202, False, asked.json()["job"])
    assert not Action.objects.exists()
    jobs.run(Job.objects.get().pk, timezone.now)
    assert Action.objects.count() == 2


def test_a_file_that_can_not_be_read_is_refused_in_words(team, lead):
    for content, name in ((b"", "tracker.csv"), (b"MZ\0", "tracker.exe"), (b"PK\3\4", "tracker.xlsx")):
        answer = bring_in(lead, team, content, name)
        assert (answer.status_code, fields_of(answer)) == (400, ["file"])
    assert bring_in(lead, team, b"x" * (5 * 1024**2 + 1)).status_code == 413
    assert lead.post(f"inspections/{team.area.inspection_id}/import-plan/", {}).status_code == 415
    assert bring_in(Caller(team.owner, team.organisation), team).status_code == 403
    stranger = Caller(team.stranger, team.stranger.memberships.first().organisation)
    assert bring_in(stranger, team).status_code == 404
