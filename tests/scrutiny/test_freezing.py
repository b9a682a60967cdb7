"""Freezing a paper: all of it once, or nothing; and then the same bytes for ever."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.test import Client

from accounts import jobs
from accounts.models import Job
from actions import rating
from scrutiny import freezing
from scrutiny import paper as papers
from scrutiny.models import FrozenFile, FrozenPaper
from scrutiny.models.papers import FrozenAlready
from tests.actions.team import moment
from tests.factories import MORNING, make_area
from tests.scrutiny.hall import FROZEN_AT, SECOND, make_hall

pytestmark = pytest.mark.both


def clock():
    return FROZEN_AT


def all_bytes(paper, client):
    files = {file.name: bytes(file.content) for file in FrozenFile.objects.filter(frozen__paper=paper)}
    served = {name: client.get(f"/papers/{paper.pk}/files/{name}").content for name in files}
    return FrozenPaper.objects.get(paper=paper).document, files, served


def test_a_frozen_paper_holds_its_document_and_every_file_with_their_sha256(hall):
    hall.team.accepted()
    frozen = hall.frozen()
    assert set(frozen.manifest) == {*freezing.FILES, freezing.BODY, freezing.DOCUMENT}
    assert frozen.sha256 == frozen.manifest[freezing.DOCUMENT] == papers.sha256_of(frozen.document.encode())
    for file in frozen.files.all():
        assert file.content and file.sha256_now == file.sha256 == frozen.manifest[file.name]
    assert (frozen.known_at, frozen.frozen_by) == (FROZEN_AT, hall.team.lead)


def test_a_frozen_paper_is_the_same_after_more_rows_another_rule_and_another_release(hall, monkeypatch):
    action, other = hall.team.started(), hall.team.started()
    frozen = hall.frozen(hall.paper(commentary="It goes well."))
    client = Client()
    before = all_bytes(frozen.paper, client)
    page = client.get(f"/papers/{frozen.paper_id}/").content.decode()
    for number in range(50):
        for each in (action, other):
            each.record_progress(hall.team.owner, moment(3 + number), f"Step {number}.")
    make_area(hall.inspection, words="what nobody had asked for then")
    hall.inspection.amend(title="Another title")
    hall.team.organisation.name = "Another Council"
    hall.team.organisation.save()
    monkeypatch.setattr(rating, "VERSION", 2)
    monkeypatch.setattr(rating, "RULE", rating.RULE[::-1])
    monkeypatch.setattr(papers.composing, "FORMAT", 2)
    monkeypatch.setitem(freezing.FILES, "paper.docx", ("text/plain", lambda document: b"Something else"))
    assert all_bytes(frozen.paper, client) == before
    assert client.get(f"/papers/{frozen.paper_id}/").content.decode() == page
    assert "Another" not in page and "Step" not in page


def test_a_paper_is_gathered_from_the_same_ledger_to_the_same_bytes(hall):
    hall.team.accepted()
    paper = hall.paper()
    first, second = (papers.compose(paper, FROZEN_AT) for _ in range(2))
    assert papers.canonical(first) == papers.canonical(second)
    assert papers.draw(first) == papers.draw(second)


@pytest.mark.parametrize(("days", "is_refused"), [(-1, False), (0, False), (1, True)])
def test_a_day_that_has_not_come_can_not_be_frozen(hall, days, is_refused):
    paper = hall.paper(as_at=FROZEN_AT.date() + timedelta(days=days))
    assert bool(freezing.why_not(paper, FROZEN_AT.date())) is is_refused


def test_nothing_is_frozen_for_a_meeting_that_was_called_off(hall):
    paper = hall.paper()
    paper.meeting.cancelled_because = "Snow."
    with pytest.raises(jobs.CannotFinish, match="called off"):
        hall.frozen(paper)
    assert not FrozenPaper.objects.exists()


def test_a_paper_is_frozen_once_and_its_draft_is_closed(hall):
    paper = hall.paper()
    hall.frozen(paper)
    with pytest.raises(jobs.CannotFinish, match="is frozen"):
        hall.frozen(paper)
    with pytest.raises(FrozenAlready):
        paper.redraft(1, commentary="Later words.")
    with pytest.raises(FrozenAlready):
        paper.throw_away()


def test_the_second_paper_names_the_first_and_its_checksum(hall):
    first = hall.frozen()
    second = hall.frozen(hall.paper(SECOND), at=moment(70))
    named = second.content["previous"]
    assert (named["sha256"], named["as_at"]) == (first.sha256, first.as_at.isoformat())
    assert named["address"].endswith(f"/papers/{first.paper_id}/")
    assert second.previous == first


def ask(paper, by):
    return freezing.ask_for(paper, by, MORNING)


def test_asking_twice_is_one_job_and_the_job_leads_to_the_paper(hall):
    paper = hall.paper()
    job = ask(paper, hall.team.lead)
    assert ask(paper, hall.team.lead) == job
    jobs.run(job.pk, clock)
    job.refresh_from_db()
    assert (job.state, job.next_url) == (Job.State.DONE, f"/papers/{paper.pk}/")
    assert FrozenPaper.objects.get().known_at == FROZEN_AT


def test_a_draft_that_was_changed_after_freezing_was_asked_for_is_not_frozen(hall):
    paper = hall.paper()
    job = ask(paper, hall.team.lead)
    paper.redraft(1, commentary="One more thing.")
    jobs.run(job.pk, clock)
    job.refresh_from_db()
    assert job.state == Job.State.FAILED and "Look at it again" in job.error
    assert not FrozenPaper.objects.exists()


def test_figures_that_do_not_agree_end_the_job_with_the_rows_named(hall, monkeypatch):
    hall.team.open_action()
    paper = hall.paper()
    job = ask(paper, hall.team.lead)
    compose = papers.compose

    def miscounting(paper, known_at):
        document = compose(paper, known_at)
        document["totals"]["buckets"][0]["number"] += 1
        return document

    monkeypatch.setattr(papers, "compose", miscounting)
    jobs.run(job.pk, clock)
    job.refresh_from_db()
    assert job.is_refused and "“Not started” says 2, and 1 are listed: 1.1." in job.error
    assert not FrozenPaper.objects.exists()


class KilledError(BaseException):
    pass


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("at_file", ["body.html", "paper.docx", "document.json"])
def test_killed_half_way_it_is_a_draft_still_and_is_frozen_by_the_next_try(monkeypatch, at_file):
    hall = make_hall()
    paper = hall.paper()
    create = FrozenFile.save

    def dying(file, *args, **kwargs):
        if file.name == at_file:
            raise KilledError
        create(file, *args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(FrozenFile, "save", dying)
        with pytest.raises(KilledError):
            hall.frozen(paper)
    paper.refresh_from_db()
    assert not FrozenPaper.objects.exists() and not FrozenFile.objects.exists()
    paper.redraft(1, commentary="Still a draft.")
    hall.frozen(paper)
    assert FrozenPaper.objects.get().content["commentary"] == "Still a draft."


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_freezes():
    hall = make_hall()
    hall.team.started()
    paper = hall.paper()

    def freeze(_):
        try:
            return freezing.freeze(freezing.papers_with_all().get(pk=paper.pk), hall.team.lead, FROZEN_AT)
        except FrozenAlready:
            return None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(freeze, range(2)))
    assert sum(result is not None for result in results) == 1
    assert FrozenPaper.objects.count() == 1
    assert FrozenFile.objects.count() == len(freezing.FILES) + 2


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_what_others_write_while_it_is_gathered_is_in_all_of_it_or_in_none(monkeypatch):
    hall = make_hall()
    action = hall.team.open_action()
    paper = hall.paper()
    compose = papers.compose

    def with_a_writer_between(paper, known_at):
        compose(paper, known_at)  # The view of the database is taken by the first question.
        with ThreadPoolExecutor(1) as pool:
            pool.submit(write).result()
        return compose(paper, known_at)

    def write():
        action.record_progress(hall.team.owner, MORNING, "The panel met.")
        connection.close()

    monkeypatch.setattr(papers, "compose", with_a_writer_between)
    frozen = hall.frozen(paper)
    assert frozen.content["areas"][0]["actions"][0]["ledger_number"] == 1
