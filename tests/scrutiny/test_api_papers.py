"""A paper is begun, written on, frozen and corrected by the API."""

import pytest
from django.test import Client
from django.utils.http import http_date

from accounts import jobs
from accounts.models import Job
from scrutiny.models import FrozenPaper, Paper
from tests.actions.api import Caller, fields_of
from tests.factories import make_inspection, make_meeting
from tests.guards.scrutiny_world import make_frozen
from tests.scrutiny.hall import FIRST, FROZEN_AT, SECOND


@pytest.fixture
def lead(hall):
    return Caller(hall.team.lead, hall.team.organisation)


def test_a_paper_is_begun_once_for_each_meeting_and_inspection(hall, lead):
    meeting = make_meeting(hall.committee, FIRST)
    path, body = f"meetings/{meeting.pk}/begin-paper/", {"inspection": hall.inspection.pk, "title": "Homes"}
    first = lead.post(path, body, key="1")
    assert first.status_code == 201, first.content
    assert lead.post(path, body, key="1").json() == first.json()
    paper = Paper.objects.get()
    assert (paper.title, paper.made_by, paper.as_at) == ("Homes", hall.team.lead, meeting.papers_due_on)
    assert lead.get(first["Location"].split("/v1/")[1]).json() == first.json()
    assert fields_of(lead.post(path, body)) == ["inspection"]
    others = make_inspection(hall.team.stranger.memberships.first().organisation, is_public=True)
    assert fields_of(lead.post(path, body | {"inspection": others.pk})) == ["inspection"]


def test_words_are_saved_over_what_was_read_and_over_nothing_else(hall, lead):
    paper = hall.paper(commentary="It goes well.")
    path = f"drafts/{paper.pk}/change/"
    told = lead.post(path, {"based_on": 1, "decisions_asked": "Note it."}).json()
    assert (told["decisions_asked"], told["commentary"], told["version"]) == ("Note it.", "It goes well.", 2)
    assert lead.post(path, {"based_on": 1, "commentary": "It does not."}).status_code == 409
    assert lead.post(path, {"based_on": 2, "commentary": ""}).json()["commentary"] == ""
    wrongs = ({"as_at": "1999-01-01"}, {"compare_since": "2031-01-01"}, {"title": ""}, {"meeting": 1})
    for wrong in wrongs:
        assert fields_of(lead.post(path, {"based_on": 3} | wrong)) == list(wrong)


def test_a_paper_with_one_before_it_is_compared_with_that(hall, lead):
    hall.put_before_the_committee()
    second = hall.paper(SECOND)
    answer = lead.post(f"drafts/{second.pk}/change/", {"based_on": 1, "compare_since": "2026-03-01"})
    assert fields_of(answer) == ["compare_since"]


def test_freezing_is_a_job_that_tells_how_far_it_is(hall, lead):
    paper = hall.paper()
    answer = lead.post(f"drafts/{paper.pk}/freeze/", key="1")
    assert answer.status_code == 202, answer.content
    again = lead.post(f"drafts/{paper.pk}/freeze/")
    assert again["Location"] == answer["Location"]
    job = Job.objects.get()
    assert (job.requested_by, job.input["paper"]) == (hall.team.lead, paper.pk)
    jobs.run(job.pk, lambda: FROZEN_AT)
    told = lead.get(answer["Location"].split("/v1/")[1]).json()
    assert (told["state"], told["made"].endswith(f"/papers/{paper.pk}/")) == ("done", True)
    frozen = FrozenPaper.objects.get(paper=paper)
    assert lead.get(f"papers/{paper.pk}/").json()["sha256"] == frozen.sha256
    assert lead.get(f"drafts/{paper.pk}/").status_code == 404
    assert Caller(hall.team.viewer, hall.team.organisation).get(f"jobs/{job.pk}/").status_code == 404


def test_what_can_not_be_frozen_is_refused_with_the_reason(hall, lead):
    paper = hall.paper()
    paper.meeting.cancelled_because = "Snow"
    paper.meeting.save()
    answer = lead.post(f"drafts/{paper.pk}/freeze/")
    assert (answer.status_code, "called off" in answer.json()["detail"]) == (422, True)
    assert not Job.objects.exists()


def test_a_frozen_paper_is_corrected_by_a_notice_and_by_nothing_else(hall, lead):
    paper = hall.put_before_the_committee().paper
    for deed, body in (("change", {"based_on": 1, "title": "Other"}), ("freeze", {})):
        assert lead.post(f"drafts/{paper.pk}/{deed}/", body).status_code == 422
    assert lead.post(f"drafts/{paper.pk}/remove/", method="delete").status_code == 422
    told = lead.post(f"papers/{paper.pk}/add-notice/", {"words": "Nine, not ten."}).json()
    assert [notice["words"] for notice in told["notices"]] == ["Nine, not ten."]
    assert fields_of(lead.post(f"papers/{paper.pk}/add-notice/", {"words": " "})) == ["words"]
    draft = hall.paper(SECOND)
    assert lead.post(f"papers/{draft.pk}/add-notice/", {"words": "Wrong."}).status_code == 422
    assert lead.post(f"drafts/{draft.pk}/remove/", method="delete").status_code == 204
    assert not Paper.objects.drafts().exists()


def test_a_file_says_since_when_it_is_as_it_is_and_is_not_sent_to_who_has_it(hall):
    frozen = make_frozen(make_meeting(hall.committee, FIRST), hall.inspection, hall.team.lead, "the council")
    client, address = Client(), f"/api/v1/papers/{frozen.paper_id}/files/document.json"
    first = client.get(address)
    moment = frozen.frozen_at.timestamp()
    assert first["Last-Modified"] == http_date(moment)

    def status(**headers):
        return client.get(address, headers=headers).status_code

    asked = [status(if_modified_since=http_date(moment + later)) for later in (-1, 0, 1)]
    assert asked == [200, 304, 304]
    assert status(if_modified_since=http_date(moment), if_none_match='"another"') == 200
    assert status(if_modified_since=http_date(moment - 1), if_none_match=first["ETag"]) == 304
    assert not client.get(f"/api/v1/papers/{frozen.paper_id}/").has_header("Last-Modified")
