"""Whatever happens, what somebody typed is there again."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from actions.models import Draft, Evidence, Upload
from actions.models.drafts import LONGEST, ticket_for
from tests.actions.team import moment
from tests.actions.test_action_page import make_measure
from tests.actions.test_verb_pages import based_on, boxes, page_of

WORDS = "Half a sentence about the"


@pytest.fixture(autouse=True)
def files_are_kept_for_one_test(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def action(team, client):
    client.force_login(team.owner)
    return team.started()


def a_file(name="minutes.txt", content=b"The minutes of the panel."):
    return SimpleUploadedFile(name, content)


def typed(action, **more):
    return based_on(action) | {"note": WORDS, "confidence": "off_track"} | more


def test_a_draft_comes_back_with_everything_typed(action, client):
    address = page_of(action, "record-progress")
    sent = typed(action, do="draft", impact="Some.", visibility="members", forecast_on_day="3")
    assert client.post(address, sent)["Location"] == address
    form = client.get(address).context["form"]
    assert form["note"].value() == WORDS
    assert form["confidence"].value() == "off_track"
    assert form["visibility"].value() == "members"
    assert form["forecast_on"].value() == ["3", "", ""]
    page = client.get(address).content.decode()
    assert "This is your draft" in page
    assert "govuk-error-summary" not in page
    assert action.updates.count() == 2


@pytest.mark.parametrize("do", ["draft", "autosave"])
def test_a_draft_is_kept_without_what_no_database_takes(action, client, do):
    sent = typed(action, do=do, note="The panel\0 met.") | {"odd\0name": "odd\0value"}
    assert client.post(page_of(action, "record-progress"), sent).status_code in (302, 204)
    kept = Draft.objects.get().typed
    assert (kept["note"], kept["oddname"]) == (["The panel met."], ["oddvalue"])


def test_the_page_keeps_a_draft_by_itself_without_a_word(action, client):
    answer = client.post(page_of(action, "record-progress"), typed(action, do="autosave"))
    assert (answer.status_code, answer.content) == (204, b"")
    assert Draft.objects.get().typed["note"] == [WORDS]


def test_the_action_says_that_there_is_a_draft_and_leads_to_it(action, client, team):
    client.post(page_of(action, "record-progress"), typed(action, do="autosave"))
    client.post(page_of(action, "updates/2/correct"), typed(action, do="autosave"))
    page = client.get(action.get_absolute_url()).content.decode()
    assert f'href="{page_of(action, "record-progress")}">Go on with it' in page
    assert f'href="{page_of(action, "updates/2/correct")}">Go on with it' in page


def test_recording_ends_the_draft(action, client):
    address = page_of(action, "record-progress")
    client.post(address, typed(action, do="draft"))
    client.post(address, typed(action))
    assert not Draft.objects.exists()


def test_a_late_autosave_does_not_bring_back_what_was_recorded(action, client):
    address = page_of(action, "record-progress")
    late = typed(action, do="autosave")
    client.post(address, typed(action))
    assert client.post(address, late).status_code == 422
    assert not Draft.objects.exists()


def test_a_draft_can_be_thrown_away(action, client):
    address = page_of(action, "record-progress")
    client.post(address, typed(action, do="draft"))
    client.post(address, {"do": "forget"})
    assert not Draft.objects.exists()


def test_a_draft_is_its_writers_alone(action, client, team):
    client.post(page_of(action, "record-progress"), typed(action, do="draft"))
    for person in (team.lead, team.manager):
        assert not Draft.objects.visible_to(person).exists()
    client.force_login(team.lead)
    assert WORDS not in client.get(page_of(action, "record-progress")).content.decode()


def test_an_old_draft_shows_what_happened_since(action, client, team):
    client.post(page_of(action, "record-progress"), typed(action, do="draft"))
    action.note(team.manager, timezone.now(), "A colleague wrote this.")
    answer = client.get(page_of(action, "record-progress"))
    assert "A colleague wrote this." in answer.content.decode()
    assert answer.context["form"]["based_on"].value() == 3


def test_a_draft_longer_than_any_update_is_not_kept(action, client):
    answer = client.post(page_of(action, "note"), typed(action, note="x" * LONGEST, do="autosave"))
    assert answer.status_code == 422


def test_words_sent_after_the_session_ended_are_there_after_signing_in(action, client, team):
    address = page_of(action, "record-progress")
    ticket = client.get(address).context["ticket"]
    client.logout()
    answer = client.post(address, typed(action, ticket=ticket))
    assert answer["Location"].startswith("/sign-in/")
    assert "is kept" in client.get(answer["Location"]).content.decode()
    client.force_login(team.owner)
    assert client.get(address).context["form"]["note"].value() == WORDS
    assert action.updates.count() == 2


def test_a_ticket_is_good_for_one_person_one_action_and_one_form(action, client, team):
    other = team.started()
    ticket = ticket_for(team.owner, action, "record-progress")
    client.logout()
    for address in (page_of(other, "record-progress"), page_of(action, "claim-done")):
        client.post(address, typed(action, ticket=ticket, do="autosave"))
    client.post(page_of(action, "record-progress"), typed(action, ticket="forged", do="autosave"))
    client.post(page_of(action, "record-progress"), typed(action))
    assert not Draft.objects.exists()
    answer = client.post(page_of(action, "record-progress"), typed(action, ticket=ticket, do="autosave"))
    assert answer.status_code == 204


def test_a_ticket_ends_with_the_right_to_see_the_action_and_with_the_day(action, client, team):
    now = timezone.now()
    address = action.get_absolute_url()
    words = {"note": [WORDS]}
    with time_machine.travel(now - timedelta(hours=25), tick=False):
        old = ticket_for(team.owner, action, "record-progress")
    assert not Draft.keep_by_ticket(old, address, "record-progress", words, now)
    fresh = ticket_for(team.owner, action, "record-progress")
    assert not Draft.keep_by_ticket(fresh, "/elsewhere/", "record-progress", words, now)
    team.owner.deactivate(now)
    assert not Draft.keep_by_ticket(fresh, address, "record-progress", words, now)


def test_a_file_survives_a_form_that_fails(action, client):
    address = page_of(action, "record-progress")
    answer = client.post(address, typed(action, note="", evidence=[a_file(), a_file("b.csv", b"a,b\n")]))
    assert answer.status_code == 200
    files = answer.context["form"].files_added()
    assert [name for _, name, _ in files] == ["minutes.txt", "b.csv"]
    again = typed(action) | {"uploads": [pk for pk, _, _ in files]}
    assert client.post(address, again).status_code == 302
    assert Evidence.objects.count() == 2
    assert not Upload.objects.exists()


def test_a_file_survives_a_conflict(action, client, team):
    address = page_of(action, "record-progress")
    action.note(team.manager, timezone.now(), "Meanwhile.")
    answer = client.post(address, typed(action, evidence=a_file()) | {"based_on": 2})
    assert answer.status_code == 409
    form = answer.context["form"]
    assert len(form.files_added()) == 1
    client.post(address, typed(action) | {"based_on": 3, "uploads": form["uploads"].value()})
    assert Evidence.objects.get().name == "minutes.txt"


def test_the_same_file_chosen_twice_is_one(action, client):
    address = page_of(action, "record-progress")
    for _ in range(2):
        client.post(address, typed(action, do="draft", evidence=a_file()))
    assert Upload.objects.count() == 1


def test_a_file_can_be_taken_off_again_and_the_words_stay(action, client):
    address = page_of(action, "record-progress")
    client.post(address, typed(action, do="draft", evidence=a_file()))
    pk = Upload.objects.get().pk
    client.post(address, typed(action, do=f"drop:{pk}"))
    assert not Upload.objects.exists()
    assert client.get(address).context["form"]["note"].value() == WORDS
    answer = client.post(address, typed(action) | {"uploads": [str(pk)]})
    assert "has been removed" in answer.content.decode()
    assert not answer.context["form"]["uploads"].value()


def test_a_file_that_is_not_taken_is_explained_and_the_others_stay(action, client):
    files = [a_file(), a_file("virus.exe"), a_file("empty.txt", b"")]
    answer = client.post(page_of(action, "record-progress"), typed(action, evidence=files))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "virus.exe" in page and "empty.txt" in page
    assert WORDS in page
    assert [name for _, name, _ in answer.context["form"].files_added()] == ["minutes.txt"]


def test_links_are_read_line_by_line(action, client):
    address = page_of(action, "record-progress")
    wrong = client.post(address, typed(action, links="https://a.example/x The audit\nnonsense here"))
    assert "“nonsense” is not a web address" in wrong.content.decode()
    client.post(address, typed(action, links="https://a.example/x The audit\n\nhttps://b.example/y"))
    assert sorted(Evidence.objects.values_list("title", "url")) == [
        ("The audit", "https://a.example/x"),
        ("https://b.example/y", "https://b.example/y"),
    ]


def test_signs_of_personal_data_warn_and_do_not_block(action, client):
    address = page_of(action, "record-progress")
    answer = client.post(address, typed(action, note="Child AB was born on 3 May 2014."))
    assert "Look at this again" in answer.content.decode()
    assert action.updates.count() == 2
    assert client.post(address, typed(action, note="Child AB was seen.", do="anyway")).status_code == 302
    assert action.updates.count() == 3


def test_a_claim_without_evidence_is_asked_about_once(action, client):
    address = page_of(action, "claim-done")
    assert "no evidence yet" in client.post(address, typed(action)).content.decode()
    assert client.post(address, typed(action, do="anyway")).status_code == 302


def test_progress_and_its_readings_are_recorded_together_or_not_at_all(action, client, team):

    measure = make_measure(team.area)
    step = action.add_milestone(team.lead, timezone.now(), "First audit")
    address = page_of(action, "record-progress")
    name, day = f"reading_{measure.pk}", f"reading_on_{measure.pk}"
    future = boxes(day, (timezone.now() + timedelta(days=3)).date())
    answer = client.post(address, typed(action) | {name: "7", "milestones_done": step.pk} | future)
    assert answer.status_code == 200
    assert day in answer.context["form"].errors
    assert action.updates.count() == 3
    past = boxes(day, moment().date())
    answer = client.post(address, typed(action) | {name: "7", "milestones_done": step.pk} | past)
    assert answer.status_code == 302
    assert measure.readings.get().value == 7
    step.refresh_from_db()
    assert step.done_on == timezone.localdate()
    twice = client.post(address, typed(action) | {"based_on": 4, "note": "Again.", name: "8"} | past)
    assert "There is a reading for" in twice.content.decode()
    assert action.updates.count() == 4


def test_a_draft_nobody_comes_back_to_is_swept_after_ninety_days(action, team):
    now = timezone.now()
    Draft.keep(action, team.owner, "note", {"note": [WORDS]}, now)
    assert Draft.objects.sweep(now + timedelta(days=90)) == 0
    assert Draft.objects.sweep(now + timedelta(days=90, seconds=1)) == 1


def test_what_can_no_longer_be_recorded_is_kept_to_be_copied(action, client, team):
    sent = typed(action)
    action.claim_done(team.lead, timezone.now(), "Done while the owner was away.")
    answer = client.post(page_of(action, "record-progress"), sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "can&#x27;t be recorded any more, because the action is done now" in page
    assert WORDS in page and "Done while the owner was away." in page
    assert "Add mine on top" not in page
    assert Draft.objects.get().typed["note"] == [WORDS]


def test_a_partner_who_helps_records_progress_with_evidence_and_reads_no_names(team, client):
    action = team.started(contributors=[team.partner_post])
    client.force_login(team.partner)
    answer = client.post(page_of(action, "record-progress"), typed(action, evidence=a_file()))
    assert answer.status_code == 302
    page = client.get(action.get_absolute_url()).content.decode()
    assert team.partner_post.title in page
    assert f"({team.owner.name})" not in page
    assert Evidence.objects.get().update.by == team.partner
