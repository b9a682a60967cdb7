"""Loading a report by the API: from the file over the mended draft to the inspection; later editions."""

import pytest
from django.utils import timezone

from accounts import jobs
from inspections.models import Inspection, ReportReading
from inspections.report_reading import limits
from tests.actions.api import Caller, fields_of
from tests.factories import make_action, make_area, make_inspection, make_member, make_organisation
from tests.guards.inspection_world import make_likeness
from tests.inspections.reports import childrens_report, read_upload, save_read, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return make_organisation("Westmarch County Council", slug="westmarch")


@pytest.fixture
def lead(council):
    return Caller(make_member(council, "lead"), council)


@pytest.fixture
def reading(council):
    return read_upload(council, childrens_report(), "first.txt")


def load(lead, council, data, name="report.txt", **more):
    return lead.send(f"organisations/{council.pk}/load-report/", {"file": upload(data, name)}, **more)


def test_a_file_is_read_by_a_job_and_becomes_an_inspection(lead, council):
    loaded = load(lead, council, childrens_report(), key="1")
    assert loaded.status_code == 202, loaded.content
    told, path = loaded.json(), f"report-readings/{loaded.json()['id']}/"
    assert (loaded["Location"], told["is_read"], told["areas"]) == (told["job"], False, [])
    assert lead.post(f"{path}save/", {"based_on": 0}).status_code == 422
    jobs.run(ReportReading.objects.get().job_id, timezone.now)
    read = lead.get(path).json()
    assert read["is_read"] and read["pages"] and read["areas"][0]["kind"] == "improvement"
    assert {"what", "where"} == set(read["doubts"][0])
    saved = lead.post(f"{path}save/", {"based_on": read["draft_number"]}, key="2")
    assert saved.status_code == 201, saved.content
    inspection = Inspection.objects.get()
    assert saved["Location"].endswith(f"/api/v1/inspections/{inspection.pk}/")
    assert [area.words for area in inspection.areas.all()] == [area["words"] for area in read["areas"]]
    assert not inspection.is_public
    again = load(lead, council, childrens_report())
    assert (again.status_code, again.json()["inspection"]) == (409, saved["Location"])


def test_the_caller_mends_what_was_read_before_it_is_saved(lead, reading):
    path = f"report-readings/{reading.pk}/"
    areas = lead.get(path).json()["areas"]
    mended = [areas[0] | {"words": "Other words", "bodies": ["The police", "The council"], "page": 3}]
    mended += [area | {"dropped": True} for area in areas[1:]]
    judgements = [{"name": "Leadership", "grade": "Good"}, {"name": "Adopters", "grade": None}]
    body = {
        "based_on": reading.draft_number,
        "details": {"title": "Our inspection", "received_on": "2025-09-01"},
        "judgements": judgements,
        "areas": mended,
    }
    changed = lead.post(f"{path}change/", body)
    assert changed.status_code == 200, changed.content
    told = changed.json()
    assert (told["areas"], told["details"]["received_on"]) == (mended, "2025-09-01")
    assert lead.post(f"{path}change/", body).status_code == 409
    assert lead.post(f"{path}save/", {"based_on": reading.draft_number}).status_code == 409
    saved = lead.post(f"{path}save/", {"based_on": told["draft_number"]})
    assert saved.status_code == 201, saved.content
    inspection = Inspection.objects.get()
    assert [area.words for area in inspection.areas.all()] == ["Other words"]
    assert [(line.name, line.grade) for line in inspection.judgements.all()] == [
        ("Leadership", "Good"), ("Adopters", None),
    ]  # fmt: skip
    late = lead.post(f"{path}change/", {"based_on": told["draft_number"] + 1})
    assert (late.status_code, late.json()["inspection"]) == (409, saved["Location"])


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ({"areas": [{"words": " "}]}, ["areas.0.words"]),
        ({"areas": [{"words": "Plans", "kind": "wish"}]}, ["areas.0.kind"]),
        ({"areas": [{"words": "Plans", "page": 0}]}, ["areas.0.page"]),
        ({"judgements": [{"grade": "Good"}]}, ["judgements.0.name"]),
        ({"details": {"framework": "none"}}, ["details.framework"]),
        ({"details": {"received_on": "9999-01-01"}}, ["details.received_on"]),
        ({"based_on": None}, ["based_on"]),
        ({"slug": "mine"}, ["slug"]),
    ],
)
def test_what_is_wrong_with_a_draft_is_named(lead, reading, more, wrong):
    answer = lead.post(f"report-readings/{reading.pk}/change/", {"based_on": 0} | more)
    assert (answer.status_code, fields_of(answer)) == (400, wrong)


def test_an_entry_by_hand_says_what_it_still_lacks(lead, council):
    entered = lead.post(f"organisations/{council.pk}/enter-inspection/")
    assert entered.status_code == 201 and entered.json()["is_read"]
    path = f"report-readings/{entered.json()['id']}/"
    lacking = lead.post(f"{path}save/", {"based_on": 0})
    assert (lacking.status_code, fields_of(lacking)) == (422, ["details.framework", "details.title"])
    details = {
        "framework": "ilacs",
        "title": "Ours",
        "fieldwork_from": "2026-02-02",
        "fieldwork_to": "2026-02-01",
    }
    number = lead.post(f"{path}change/", {"based_on": 0, "details": details}).json()["draft_number"]
    assert fields_of(lead.post(f"{path}save/", {"based_on": number})) == ["details.fieldwork_to"]
    assert lead.get(f"{path}differences/").status_code == 422
    assert lead.post(f"{path}remove/", method="delete").status_code == 204
    assert not ReportReading.objects.exists()


def test_a_later_edition_shows_what_differs_and_is_taken_over(lead, council, reading):
    inspection = save_read(reading)
    first, second = inspection.areas.all()[:2]
    make_action(first)
    changes = [(words, f"{words} in every team") for words in (first.words, second.words)]
    later = read_upload(council, childrens_report(exchange=changes), "second.txt")
    path = f"report-readings/{later.pk}/"
    assert lead.get(path).json()["details"]["edition_of"] == inspection.pk
    as_new = lead.post(f"{path}save/", {"based_on": 0})
    assert (as_new.status_code, "later edition" in as_new.json()["detail"]) == (422, True)
    shown = lead.get(f"{path}differences/").json()
    assert [each["refused"] for each in shown["differences"] if each["kind"] == "changed"] == [True, False]
    taken = lead.post(f"{path}take-over/", {"based_on": shown["draft_number"]})
    assert (taken.status_code, taken.json()["id"]) == (200, inspection.pk)
    words = [area.words for area in inspection.areas.all()]
    assert words[:2] == [first.words, changes[1][1]]
    assert lead.post(f"{path}take-over/", {"based_on": 0}).status_code == 409


def test_a_file_that_can_not_be_taken_is_refused_in_words(lead, council, monkeypatch):
    assert fields_of(load(lead, council, b"")) == ["file"]
    assert lead.post(f"organisations/{council.pk}/load-report/", {}).status_code == 415
    monkeypatch.setattr(limits, "BYTES", 3)
    answer = load(lead, council, b"four")
    assert (answer.status_code, fields_of(answer)) == (413, ["file"])
    viewer = Caller(make_member(council, "viewer"), council)
    assert load(viewer, council, b"four").status_code == 403


def test_all_judgements_are_set_in_their_order_and_the_history_keeps_the_old(lead, council):
    inspection = make_inspection(council)
    path = f"inspections/{inspection.pk}/set-judgements/"
    lines = [{"name": "Leadership", "grade": "Good"}, {"name": "Care", "section": "Children", "grade": ""}]
    assert lead.post(path, {"judgements": lines}).status_code == 200
    told = lead.get("judgements/", inspection=inspection.pk, ordering="position").json()["results"]
    assert [(each["section"], each["name"], each["grade"]) for each in told] == [
        ("", "Leadership", "Good"), ("Children", "Care", None),
    ]  # fmt: skip
    assert lead.post(path, {"judgements": lines[1:]}).status_code == 200
    line = inspection.judgements.get()
    assert (line.name, line.history.count()) == ("Care", 2)
    assert fields_of(lead.post(path, {"judgements": [{"name": ""}]})) == ["judgements.0.name"]
    assert fields_of(lead.post(path, {})) == ["judgements"]


def test_whether_a_finding_is_repeated_is_decided_once(lead, council):
    inspection = make_inspection(council)
    likeness = make_likeness(inspection, make_area(inspection))
    assert [each["id"] for each in lead.get("likenesses/", state="suggested").json()["results"]] == [
        likeness.pk
    ]
    path = f"likenesses/{likeness.pk}/decide/"
    assert fields_of(lead.post(path, {"answer": "perhaps"})) == ["answer"]
    assert lead.post(path, {"answer": "same"}).json()["state"] == "confirmed"
    assert lead.post(path, {"answer": "different"}).status_code == 409
    likeness.area.refresh_from_db()
    assert likeness.area.forerunner == likeness.earlier
