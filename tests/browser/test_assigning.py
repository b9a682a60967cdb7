"""Many actions assigned at once, with scripts and without, and the journeys of a plan by keyboard alone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from actions.models import Action
from tests.actions.team import make_team
from tests.browser import keyboard
from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.reading import words_of
from tests.factories import make_post

WAYS = pytest.mark.parametrize(("width", "scripts"), [(DESKTOP, True), (PHONE, True), (DESKTOP, False)])


@pytest.fixture
def team(live_server):
    return make_team()


@pytest.fixture
def open_as(open_page, sign_in):
    def open_(person, **options):
        page = open_page(**options)
        sign_in(page, person)
        return page

    return open_


def plan_of(team):
    return f"/organisations/{team.organisation.slug}/actions/"


@WAYS
def test_a_lead_assigns_many_actions_after_a_preview(open_as, team, width, scripts):
    successor = make_post(team.organisation, "Head of Service, Fostering")
    first, second = team.open_action(title="Look at every plan"), team.open_action(title="Train the panel")
    page = open_as(team.lead, width=width, scripts=scripts)
    page.goto(plan_of(team))
    for action in (first, second):
        page.locator(f"label[for=choose-{action.pk}]").click()
    page.get_by_role("button", name="Assign the chosen actions").click()
    assert not scripts or not violations(page)
    page.get_by_label("Owner").select_option(label="Head of Service, Fostering")
    page.get_by_role("button", name="Show what will change").click()
    assert "What will change" in words_of(page)
    assert not scripts or not violations(page)
    assert set(Action.objects.values_list("owner", flat=True)) == {team.post.pk}
    page.get_by_role("button", name="Make these changes").click()
    page.wait_for_url(f"**{plan_of(team)}")
    assert "2 actions were changed." in words_of(page)
    assert set(Action.objects.values_list("owner", flat=True)) == {successor.pk}


def test_actions_are_assigned_by_keyboard_alone(open_as, team):
    make_post(team.organisation, "Aardvark")
    team.open_action(title="Look at every plan")
    page = open_as(team.lead)
    page.goto(plan_of(team))
    keyboard.tick(page, "1.1 Look at every plan")
    keyboard.press(page, "Assign the chosen actions")
    keyboard.choose(page, "Owner", "Aardvark")
    keyboard.press(page, "Show what will change")
    keyboard.press(page, "Make these changes")
    assert Action.objects.get().owner.title == "Aardvark"


def test_an_extension_is_asked_for_and_granted_by_keyboard_alone(open_as, team):
    action = team.started(due_on=timezone.localdate() + timedelta(days=10))
    later = timezone.localdate() + timedelta(days=40)
    page = open_as(team.owner)
    page.goto(action.get_absolute_url())
    keyboard.press(page, "Ask for more time")
    keyboard.write_date(page, "New deadline", later)
    keyboard.write(page, "Why is more time needed?", "The supplier is late.")
    keyboard.press(page, "Ask for more time")
    page = open_as(team.lead)
    page.goto("/decisions/")
    keyboard.press(page, "1.1")
    keyboard.write(page, "Reason", "It is the supplier's fault.")
    keyboard.press(page, "Grant")
    action.refresh_from_db()
    assert (action.due_on, action.times_moved) == (later, 1)


def test_a_claim_is_sent_back_and_accepted_by_keyboard_alone(open_as, team):
    action = team.claimed()
    page = open_as(team.assurer)
    page.goto("/sign-offs/")
    keyboard.press(page, "1.1")
    keyboard.press(page, "send the claim back")
    keyboard.write(page, "What is missing?", "The minutes of May.")
    keyboard.press(page, "Send it back")
    action.refresh_from_db()
    assert action.status == "in_progress"
    action.claim_done(team.owner, timezone.now(), "The minutes are there.")
    page.goto("/sign-offs/")
    keyboard.press(page, "1.1")
    keyboard.press(page, "Accept")
    action.refresh_from_db()
    assert action.status == "accepted"


def test_everything_a_leaver_owned_is_handed_over_by_keyboard_alone(open_as, team):
    make_post(team.organisation, "Aardvark")
    team.started()
    page = open_as(team.lead)
    page.goto(f"/organisations/{team.organisation.slug}/hand-over/")
    keyboard.press(page, "Hand over its actions")
    keyboard.choose(page, "Which post takes them over?", "Aardvark")
    keyboard.write(page, "Reason", "She has left.")
    keyboard.press(page, "Show what would change")
    keyboard.press(page, "Hand them over")
    assert Action.objects.get().owner.title == "Aardvark"
