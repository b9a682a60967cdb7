"""The journeys of an action in a real browser: with scripts and without, on a desktop and on a phone."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from actions.models import Action, Draft, Evidence
from actions.statuses import Status
from tests.actions.team import make_team
from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.reading import focused, whole, width_of, words_of
from tests.factories import PASSWORD

WINDOWS = [(DESKTOP, True), (PHONE, True), (PHONE, False)]
each_window = pytest.mark.parametrize(("width", "scripts"), WINDOWS)


@pytest.fixture(autouse=True)
def files_are_kept_for_one_test(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def team(live_server):
    return make_team(name="Westmarch County Council", slug="westmarch")


@pytest.fixture
def action(team):
    return team.open_action(title="Look at every plan", due_on=timezone.localdate() + timedelta(days=5))


@pytest.fixture
def as_person(open_page, sign_in):
    def as_person_(user, **window):
        page = open_page(**window)
        sign_in(page, user)
        return page

    return as_person_


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()
    whole(page)


def fill_date(page, legend, day):
    boxes = page.get_by_role("group", name=legend)
    for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        boxes.get_by_label(part).fill(str(value))


def looked_at(page, scripts=True):
    """axe needs scripts; the width needs none."""
    assert not (violations(page) if scripts else [])
    width = page.viewport_size["width"]
    assert not scripts or width_of(page) <= width


@each_window
def test_from_the_first_sign_in_to_a_recorded_update(open_page, team, action, width, scripts):
    team.owner.set_password(PASSWORD)
    team.owner.save()
    page = open_page(width=width, scripts=scripts)
    page.goto("/sign-in/")
    page.get_by_label("E-mail address").fill(team.owner.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Sign in")
    taps = 1  # From the front page on: what opens the form, the box of the words, the answer, the button.
    page.get_by_role("button", name="Record progress").or_(
        page.get_by_role("link", name="Record progress")
    ).first.click()
    looked_at(page, scripts)
    taps += 1
    page.get_by_label("What has happened?").fill("The panel met and looked at nine plans.")
    taps += 1
    page.get_by_label("On track").check()
    taps += 1
    press(page, "Record progress")
    assert taps == 4
    assert "Your update was recorded." in words_of(page)
    looked_at(page, scripts)
    update = action.updates.last()
    assert (update.by, update.note) == (team.owner, "The panel met and looked at nine plans.")
    assert not Draft.objects.exists()


@each_window
def test_an_extension_is_asked_for_and_granted(as_person, team, action, width, scripts):
    later = timezone.localdate() + timedelta(days=40)
    page = as_person(team.owner, width=width, scripts=scripts)
    page.goto(action.get_absolute_url())
    page.get_by_role("button", name="Ask for more time").click()
    looked_at(page, scripts)
    fill_date(page, "New deadline", later)
    page.get_by_label("Why is more time needed?").fill("The trainer is ill until the spring.")
    press(page, "Ask for more time")
    assert "stays as it is until they decide" in words_of(page)
    page = as_person(team.lead, width=width, scripts=scripts)
    page.goto("/decisions/")
    page.get_by_role("link", name="Look at every plan").first.click()
    assert "The trainer is ill until the spring." in words_of(page)
    looked_at(page, scripts)
    page.get_by_label("Reason for your decision").fill("There is nobody else who can train them.")
    press(page, "Grant the extension")
    assert "The extension was granted." in words_of(page)
    assert Action.objects.get().due_on == later


@each_window
def test_a_claim_is_sent_back_claimed_again_accepted_and_sustained(
    as_person, team, action, tmp_path, width, scripts
):
    minutes = tmp_path / "minutes.txt"
    minutes.write_text("The panel looked at every plan.")
    window = {"width": width, "scripts": scripts}
    claim(as_person(team.owner, **window), action, "All plans are looked at.", scripts)
    page = as_person(team.assurer, **window)
    page.goto("/sign-offs/")
    page.get_by_role("link", name="Look at every plan").first.click()
    assert "can only be sent back" in words_of(page)
    page.get_by_role("link", name="send the claim back").click()
    looked_at(page, scripts)
    page.get_by_label("What is missing?").fill("Minutes of the panel.")
    press(page, "Send it back")
    assert Action.objects.get().status == Status.IN_PROGRESS
    claim(as_person(team.owner, **window), action, "Here they are.", scripts, minutes)
    page = as_person(team.assurer, **window)
    page.goto(action.get_absolute_url())
    page.get_by_role("button", name="Check the claim").click()
    looked_at(page, scripts)
    assert Evidence.objects.get().sha256[:4] in words_of(page)
    press(page, "Accept the claim")
    assert "The claim was accepted." in words_of(page)
    sustain(page, team, action, scripts)


def claim(page, action, words, scripts, file=None):
    page.goto(f"{action.get_absolute_url()}claim-done/")
    looked_at(page, scripts)
    page.get_by_label("What was done?").fill(words)
    if file:
        page.get_by_label("Add files").set_input_files(file)
    press(page, "Claim it done")
    if not file:
        assert "There is no evidence yet." in words_of(page)
        looked_at(page, scripts)
        press(page, "Save anyway")
    assert "An assurer looks at it next." in words_of(page)


def sustain(page, team, action, scripts):
    page.goto(f"{action.get_absolute_url()}confirm-sustained/")
    looked_at(page, scripts)
    page.get_by_label("What did you check").fill("Twelve plans, drawn by lot.")
    press(page, "Confirm that it held")
    # Accepted today: the check has to be on a later day, and the page says so and keeps the words.
    assert "check on a later day" in words_of(page)
    assert page.get_by_label("What did you check").input_value() == "Twelve plans, drawn by lot."


def test_a_check_on_a_later_day_is_recorded(as_person, team):
    action = team.accepted()
    page = as_person(team.assurer, width=PHONE)
    page.goto(f"{action.get_absolute_url()}confirm-sustained/")
    page.get_by_label("What did you check").fill("Twelve plans, drawn by lot.")
    press(page, "Confirm that it held")
    assert Action.objects.get().status == Status.SUSTAINED
    looked_at(page)


def test_what_is_typed_is_kept_without_pressing_anything(as_person, team, action):
    page = as_person(team.owner)
    address = f"{action.get_absolute_url()}record-progress/"
    page.goto(address)
    with page.expect_response(lambda answer: answer.status == 204):
        page.get_by_label("What has happened?").fill("Half a sentence")
    page.get_by_text("Draft saved at").wait_for()
    page.goto(address)
    assert page.get_by_label("What has happened?").input_value() == "Half a sentence"


def test_leaving_the_page_keeps_what_was_typed(as_person, team, action):
    page = as_person(team.owner)
    address = f"{action.get_absolute_url()}record-progress/"
    page.goto(address)
    page.get_by_label("What has happened?").fill("Called away to a meeting")
    page.goto(action.get_absolute_url())
    # The page that was left tells nobody that its words have arrived.
    for _ in range(50):
        if page.get_by_text("You have a draft here").count():
            break
        page.reload()
    page.goto(address)
    assert page.get_by_label("What has happened?").input_value() == "Called away to a meeting"


def test_a_lost_connection_is_said_and_the_words_stay(as_person, team, action):
    page = as_person(team.owner)
    page.goto(f"{action.get_absolute_url()}record-progress/")
    page.route("**/record-progress/", lambda route: route.fulfill(status=503))
    page.get_by_label("What has happened?").fill("In the lift")
    page.get_by_text("could not be saved just now").wait_for()
    page.unroute("**/record-progress/")
    page.get_by_text("Draft saved at").wait_for()
    assert Draft.objects.get().typed["note"] == ["In the lift"]


@each_window
def test_two_at_once_both_end_up_in_the_ledger(as_person, team, action, width, scripts):
    page = as_person(team.owner, width=width, scripts=scripts)
    page.goto(f"{action.get_absolute_url()}record-progress/")
    page.get_by_label("What has happened?").fill("Mine.")
    action.record_progress(team.lead, timezone.now(), "Theirs.")
    press(page, "Record progress")
    assert "Theirs." in words_of(page)
    assert page.get_by_label("What has happened?").input_value() == "Mine."
    looked_at(page, scripts)
    press(page, "Add mine on top")
    assert list(action.updates.order_by("number").values_list("note", flat=True)) == ["", "Theirs.", "Mine."]


@each_window
def test_words_typed_after_the_session_ended_come_back(as_person, sign_in, team, action, width, scripts):
    page = as_person(team.owner, width=width, scripts=scripts)
    page.goto(f"{action.get_absolute_url()}record-progress/")
    page.get_by_label("What has happened?").fill("Written over lunch.")
    page.context.clear_cookies(name="sessionid")
    press(page, "Record progress")
    assert "What you typed is kept" in words_of(page)
    sign_in(page, team.owner)
    page.goto(f"{action.get_absolute_url()}record-progress/")
    assert page.get_by_label("What has happened?").input_value() == "Written over lunch."


def test_signing_in_again_elsewhere_does_not_spoil_an_open_form(as_person, team, action):
    page = as_person(team.owner)
    page.goto(f"{action.get_absolute_url()}record-progress/")
    page.context.clear_cookies(name="csrftoken")
    other = page.context.new_page()
    other.goto("/account/")
    page.get_by_label("What has happened?").fill("Before and after.")
    page.get_by_text("Draft saved at").wait_for()
    press(page, "Record progress")
    assert action.updates.last().note == "Before and after."


def test_an_update_is_recorded_by_keyboard_alone(as_person, team, action):
    page = as_person(team.owner)
    page.goto(f"{action.get_absolute_url()}record-progress/")
    tab_to(page, "id_note")
    page.keyboard.type("By keyboard.")
    tab_to(page, "id_confidence_0")
    page.keyboard.press("ArrowDown")
    for _ in range(60):
        page.keyboard.press("Tab")
        if focused(page, "innerText").strip() == "Record progress":
            break
    with page.expect_navigation():
        page.keyboard.press("Enter")
    last = action.updates.last()
    assert (last.note, last.confidence) == ("By keyboard.", "on_track")


def tab_to(page, target):
    for _ in range(60):
        page.keyboard.press("Tab")
        if focused(page, "id") == target:
            return
    raise AssertionError(f"The keyboard never comes to {target}.")


def test_the_page_as_it_stood_offers_nothing(as_person, team, action):
    page = as_person(team.owner, width=PHONE)
    page.goto(action.get_absolute_url())
    page.get_by_text("Show it as it stood on another day").click()
    fill_date(page, "As it stood on", date(2026, 3, 2))
    press(page, "Show")
    assert "This is how it stood on 2 March 2026" in words_of(page)
    assert page.get_by_role("button", name="Record progress").count() == 0
    looked_at(page)
