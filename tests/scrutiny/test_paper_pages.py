"""Reading and writing papers through their pages: who, when, and what happens to what was typed."""

import pytest
from django.test import Client

from scrutiny.models import FrozenPaper, Paper
from tests.factories import MORNING, make_meeting
from tests.guards.scrutiny_world import make_frozen
from tests.scrutiny.hall import FIRST, SECOND


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def lead(hall):
    return signed_in(hall.team.lead)


@pytest.fixture
def frozen(hall):
    hall.team.started()
    meeting = make_meeting(hall.committee, FIRST)
    return make_frozen(meeting, hall.inspection, hall.team.lead, "the council")


def as_typed(paper, **words):
    day = {f"as_at_{part}": getattr(paper.as_at, part) for part in ("day", "month", "year")}
    typed = {"based_on": paper.version, "title": paper.title, "commentary": "", "decisions_asked": ""}
    return typed | day | words


@pytest.mark.parametrize(
    ("who", "status"),
    [("lead", 200), ("manager", 200), ("assurer", 200), ("viewer", 200), ("member", 404), ("stranger", 404)],
)
def test_a_draft_is_read_by_officers_only(hall, who, status):
    paper = hall.paper()
    assert signed_in(getattr(hall.team, who)).get(f"/papers/{paper.pk}/").status_code == status


def test_only_a_lead_is_offered_to_write_on_a_draft(hall, lead):
    paper = hall.paper()
    assert "Write on it" in lead.get(f"/papers/{paper.pk}/").content.decode()
    assert "Write on it" not in signed_in(hall.team.viewer).get(f"/papers/{paper.pk}/").content.decode()


@pytest.mark.parametrize("is_public", [True, False])
def test_a_frozen_paper_is_everybodys_when_its_inspection_is(hall, frozen, is_public):
    type(hall.inspection).objects.update(is_public=is_public)
    address = frozen.get_absolute_url()
    for path in (address, f"{address}since/", f"{address}files/document.json"):
        assert Client().get(path).status_code == (200 if is_public else 302)
        assert signed_in(hall.team.stranger).get(path).status_code == (200 if is_public else 404)
        assert signed_in(hall.team.member).get(path).status_code == 200


def test_a_paper_of_an_inspection_that_is_not_published_holds_public_words_all_the_same(hall):
    type(hall.inspection).objects.update(is_public=False)
    action = hall.team.started()
    action.record_progress(hall.team.owner, MORNING, "Ofelia told us.", visibility="members")
    hall.team.open_action(visibility="officers")
    document = hall.put_before_the_committee().content
    assert document["totals"]["actions"] == 1
    assert "The panel met." in str(document) and "Ofelia" not in str(document)


def test_a_frozen_page_answers_not_modified_until_a_notice_stands_on_it(hall, frozen):
    client, address = Client(), frozen.get_absolute_url()
    first = client.get(address)
    assert frozen.sha256 in first["ETag"] and "Cookie" in first["Vary"]
    assert client.get(address, HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 304
    frozen.add_notice("The figure was 12.", hall.team.lead, MORNING)
    again = client.get(address, HTTP_IF_NONE_MATCH=first["ETag"])
    assert again.status_code == 200 and "The figure was 12." in again.content.decode()


def test_a_file_is_sent_byte_for_byte_with_its_sha256_for_a_mark(frozen):
    client, address = Client(), f"{frozen.get_absolute_url()}files/document.json"
    answer = client.get(address)
    assert answer.content.decode() == frozen.document
    assert answer["ETag"] == f'"{frozen.sha256}"'
    assert "attachment" in answer["Content-Disposition"]
    assert client.get(address, HTTP_IF_NONE_MATCH=answer["ETag"]).status_code == 304
    for name in ("body.html", "nothing.txt"):
        assert signed_in(frozen.frozen_by).get(address.replace("document.json", name)).status_code == 404


def test_a_frozen_page_links_to_the_later_paper_and_to_what_has_changed_since(hall, frozen):
    later = hall.frozen(hall.paper(SECOND), at=MORNING.replace(month=5, day=6))
    page = Client().get(frozen.get_absolute_url()).content.decode()
    assert f"/papers/{later.paper_id}/" in page and f"{frozen.get_absolute_url()}since/" in page
    action = hall.team.area.actions.get()
    action.claim_done(hall.team.owner, MORNING, "All plans are looked at.")
    since = Client().get(f"{frozen.get_absolute_url()}since/").content.decode()
    assert "Claimed done" in since and "#update-3" in since


def test_what_a_lead_writes_is_kept_and_shown_in_the_preview(hall, lead):
    paper = hall.paper()
    words = {"commentary": "It goes well.", "decisions_asked": "Note the progress.\n\nAsk why."}
    answer = lead.post(f"/papers/{paper.pk}/edit/", as_typed(paper, **words), follow=True)
    assert answer.redirect_chain[-1][0] == f"/papers/{paper.pk}/"
    page = answer.content.decode()
    assert "It goes well." in page and "<li>Ask why.</li>" in page
    assert Paper.objects.get().decisions == ["Note the progress.", "Ask why."]


def test_of_two_who_write_the_second_sees_the_first_ones_words_and_keeps_their_own(hall, lead):
    paper = hall.paper()
    mine = as_typed(paper, commentary="Mine.")
    paper.redraft(1, commentary="Theirs.")
    answer = lead.post(f"/papers/{paper.pk}/edit/", mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Theirs." in page and "Mine.</textarea>" in page
    assert Paper.objects.get().commentary == "Theirs."
    assert lead.post(f"/papers/{paper.pk}/edit/", mine | {"based_on": 2}).status_code == 302
    assert Paper.objects.get().commentary == "Mine."


def test_the_same_words_sent_twice_are_saved_once_without_a_quarrel(hall, lead):
    paper = hall.paper()
    typed = as_typed(paper, commentary="Mine.")
    for _ in range(2):
        assert lead.post(f"/papers/{paper.pk}/edit/", typed).status_code == 302
    assert Paper.objects.get().version == 2


def test_a_paper_frozen_while_somebody_wrote_keeps_what_they_typed_on_the_page(hall, lead, monkeypatch):
    paper = hall.paper()
    monkeypatch.setattr(Paper, "redraft", frozen_meanwhile)
    answer = lead.post(f"/papers/{paper.pk}/edit/", as_typed(paper, commentary="Mine."))
    assert answer.status_code == 409 and "Mine.</textarea>" in answer.content.decode()


def frozen_meanwhile(paper, based_on, **changes):
    from scrutiny.models.papers import FrozenAlready

    raise FrozenAlready(FrozenAlready.sentence)


def test_words_that_may_name_a_child_are_asked_about_before_they_are_saved(hall, lead):
    paper = hall.paper()
    typed = as_typed(paper, commentary="Call 07700 900123 for more.")
    answer = lead.post(f"/papers/{paper.pk}/edit/", typed)
    assert "Look at this again" in answer.content.decode()
    assert Paper.objects.get().commentary == ""
    lead.post(f"/papers/{paper.pk}/edit/", typed | {"do": "anyway"})
    assert Paper.objects.get().commentary == "Call 07700 900123 for more."


def test_freezing_by_the_page_asks_for_one_job_however_often_the_button_is_pressed(hall, lead):
    paper = hall.paper()
    places = {lead.post(f"/papers/{paper.pk}/freeze/")["Location"] for _ in range(2)}
    assert len(places) == 1 and places.pop().startswith("/jobs/")
    assert not FrozenPaper.objects.exists()


def test_a_paper_is_begun_once_for_a_meeting_and_an_inspection(hall, lead):
    meeting = make_meeting(hall.committee, FIRST)
    address = f"{meeting.get_absolute_url()}papers/add/"
    typed = {"inspection": hall.inspection.pk, "title": "Where it stands"}
    assert lead.post(address, typed).status_code == 302
    assert lead.post(address, typed).status_code == 200
    assert Paper.objects.get().as_at == meeting.papers_due_on
