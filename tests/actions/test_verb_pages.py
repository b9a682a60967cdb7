"""Every verb has a page: who may comes in, who may not is told why, a stranger finds nothing."""

from datetime import date

import pytest
from django.utils import timezone

from actions.models import Draft
from actions.statuses import Kind
from actions.transitions import RULES
from tests.actions.team import DEADLINE, MINUTES
from tests.factories import MORNING, later, make_post

LATER = date(2031, 3, 31)
WORDS = "The panel has met every month since the spring."


def boxes(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def page_of(action, name):
    return f"{action.get_absolute_url()}{name}/"


def based_on(action, **typed):
    return {"based_on": action.ledger_number, "visibility": "public", "note": WORDS} | typed


def asked(team):
    action = team.started()
    action.ask_for_extension(team.owner, MORNING, LATER, WORDS)
    return action


def checked_yesterday(team):
    action = team.claimed()
    team.accept(action, at=MORNING)
    return action


# name of the page: (who may, the action it is done to, what else is typed, the kind of row it leaves)
PAGES = {
    "record-progress": ("owner", lambda team: team.open_action(), {"confidence": "at_risk"}, Kind.PROGRESS),
    "claim-done": (
        "owner",
        lambda team: team.started(),
        {"links": "https://westmarch.example/audit The audit"},
        Kind.CLAIMED_DONE,
    ),
    "ask-for-extension": (
        "owner",
        lambda team: team.started(),
        boxes("proposed_due_on", LATER),
        Kind.EXTENSION_ASKED,
    ),
    "grant-extension": ("lead", asked, {}, Kind.EXTENSION_GRANTED),
    "refuse-extension": ("lead", asked, {}, Kind.EXTENSION_REFUSED),
    "move-deadline": ("lead", lambda team: team.started(), boxes("due_on", LATER), Kind.DEADLINE_MOVED),
    "reassign": ("lead", lambda team: team.started(), {}, Kind.REASSIGNED),
    "accept": (
        "assurer",
        lambda team: team.claimed(),
        boxes("check_on", LATER) | {"evidence_seen": MINUTES.sha256},
        Kind.ACCEPTED,
    ),
    "send-back": ("assurer", lambda team: team.claimed(), {}, Kind.RETURNED),
    "confirm-sustained": ("assurer", checked_yesterday, {}, Kind.SUSTAINED),
    "lapse": ("assurer", lambda team: team.accepted(), {}, Kind.LAPSED),
    "not-pursue": ("lead", lambda team: team.started(), {}, Kind.NOT_PURSUED),
    "reopen": ("lead", lambda team: team.not_pursued(), {}, Kind.REOPENED),
    "supersede": ("lead", lambda team: team.started(), {}, Kind.SUPERSEDED),
    "note": ("manager", lambda team: team.started(), {}, Kind.NOTED),
    "reword": (
        "lead",
        lambda team: team.started(),
        {"title": "Another title", "good_looks_like": "All plans are looked at."},
        Kind.REWORDED,
    ),
    "milestones/add": ("lead", lambda team: team.started(), {"title": "First audit"}, Kind.REWORDED),
}
DECISIONS = ("grant-extension", "refuse-extension")

each_page = pytest.mark.parametrize("name", PAGES)


def visit(name, team):
    who, make, typed, kind = PAGES[name]
    action = make(team)
    typed = based_on(action, **typed)
    if name == "reassign":
        typed["owner"] = make_post(team.organisation, "Virtual School Head").pk
    if name == "supersede":
        typed["superseded_by"] = team.open_action().pk
    return getattr(team, who), action, typed, kind


@each_page
def test_who_may_is_shown_a_form_and_leaves_one_row(name, team, client):
    person, action, typed, kind = visit(name, team)
    client.force_login(person)
    assert client.get(page_of(action, name)).status_code == 200
    answer = client.post(page_of(action, name), typed)
    assert answer.status_code == 302, answer.context["form"].errors
    assert answer["Location"] == action.get_absolute_url()
    last = action.updates.last()
    assert (last.kind, last.by, last.number) == (kind, person, typed["based_on"] + 1)
    assert client.get(answer["Location"]).status_code == 200


@each_page
def test_who_may_not_is_told_why(name, team, client):
    _, action, typed, _ = visit(name, team)
    before = action.ledger_number
    for person in (team.viewer, team.member):
        client.force_login(person)
        for answer in (client.get(page_of(action, name)), client.post(page_of(action, name), typed)):
            assert answer.status_code == 403
            assert "may do this" in answer.content.decode()
    assert action.updates.count() == before


@each_page
def test_a_stranger_finds_nothing_and_an_unknown_visitor_is_asked_to_sign_in(name, team, client):
    _, action, typed, _ = visit(name, team)
    action.reword(team.lead, later(MORNING, days=2), visibility="officers") if action.status in (
        "not_started",
        "in_progress",
    ) else None
    hidden = action.visibility == "officers"
    client.force_login(team.stranger)
    answer = client.post(page_of(action, name), typed)
    assert answer.status_code == (404 if hidden else 403)
    client.logout()
    answer = client.post(page_of(action, name), typed)
    if answer.status_code == 403:  # What was typed comes back with it.
        assert "You have been signed out" in answer.content.decode()
        assert "/sign-in/?next=" in answer.content.decode()
    else:
        assert answer.status_code == 302
        assert answer["Location"].startswith("/sign-in/")


@each_page
def test_bad_input_keeps_what_was_typed(name, team, client):
    person, action, typed, _ = visit(name, team)
    wrong = typed | {"visibility": "nobody", "happened_on_day": "40", "happened_on_month": "1"}
    client.force_login(person)
    answer = client.post(page_of(action, name), wrong)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "govuk-error-summary" in page
    assert 'value="40"' in page
    if "note" in answer.context["form"].fields:
        assert WORDS in page
    assert action.updates.count() == typed["based_on"]


@each_page
def test_a_conflict_shows_theirs_and_keeps_mine_to_put_on_top(name, team, client):
    person, action, typed, kind = visit(name, team)
    action.note(team.manager, timezone.now(), "A note from a colleague.", visibility="officers")
    client.force_login(person)
    answer = client.post(page_of(action, name), typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "A note from a colleague." in page
    form = answer.context["form"]
    assert form["based_on"].value() == typed["based_on"] + 1
    if "note" in form.fields:
        assert WORDS in page
    again = client.post(page_of(action, name), typed | {"based_on": form["based_on"].value()})
    assert again.status_code == 302, again.context["form"].errors
    assert action.updates.last().kind == kind
    assert not Draft.objects.exists()


@each_page
def test_where_the_status_does_not_allow_it_the_page_leads_back(name, team, client):
    who, *_, kind = PAGES[name]
    closed = next(
        (status for status in ("sustained", "not_pursued") if not RULES[kind].is_open_from(status)), None
    )
    if closed is None:
        return
    action = team.in_status(closed)
    client.force_login(getattr(team, who))
    answer = client.get(page_of(action, name), follow=True)
    assert answer.redirect_chain[0][0] == action.get_absolute_url()
    assert "can&#x27;t be done while" in answer.content.decode()


@pytest.mark.parametrize("name", DECISIONS)
def test_a_decision_has_one_page_with_both_buttons(name, team, client):
    action = asked(team)
    client.force_login(team.lead)
    page = client.get(page_of(action, "decide-extension")).content.decode()
    assert f'formaction="{page_of(action, name)}"' in page
    assert WORDS in page
    client.force_login(team.owner)
    assert client.get(page_of(action, "decide-extension")).status_code == 403


def test_there_is_nothing_to_decide_where_nobody_asked(team, client):
    action = team.started()
    client.force_login(team.lead)
    answer = client.get(page_of(action, "decide-extension"), follow=True)
    assert "Nobody has asked for an extension" in answer.content.decode()


def test_a_form_sent_twice_is_recorded_once(team, client):
    action = team.open_action()
    typed = based_on(action)
    client.force_login(team.owner)
    for _ in range(2):
        answer = client.post(page_of(action, "record-progress"), typed)
        assert answer.status_code == 302
    assert action.updates.count() == 2
    assert "recorded already" in client.get(action.get_absolute_url()).content.decode()


def test_a_deadline_may_not_go_past_who_is_bound_by_it(team, client):
    mine = make_post(team.organisation, holder=team.lead)
    action = team.open_action(owner=mine)
    client.force_login(team.lead)
    answer = client.get(page_of(action, "move-deadline"))
    assert answer.status_code == 403
    assert "ask for more time instead" in answer.content.decode()


def test_an_owner_does_not_accept_their_own_claim(team, client):
    action = team.claimed()
    team.assurer.memberships.get_or_create(organisation=team.organisation, role="manager")
    action.owner.hand_to(team.assurer)
    client.force_login(team.assurer)
    answer = client.get(page_of(action, "accept"))
    assert answer.status_code == 403
    assert "independent" in answer.content.decode()


def test_evidence_that_arrived_meanwhile_stops_an_acceptance(team, client):
    action = team.claimed()
    typed = based_on(action, **boxes("check_on", LATER), evidence_seen="0" * 64)
    client.force_login(team.assurer)
    answer = client.post(page_of(action, "accept"), typed)
    assert answer.status_code == 409
    assert "evidence is not what you were shown" in answer.content.decode()
    assert answer.context["form"]["evidence_seen"].value() == MINUTES.sha256


def test_the_check_is_proposed_three_months_on(team, client):
    action = team.claimed()
    client.force_login(team.assurer)
    form = client.get(page_of(action, "accept")).context["form"]
    days = (form["check_on"].value() - timezone.localdate()).days
    assert 88 <= days <= 92


def test_asking_for_more_time_needs_a_day_after_the_deadline(team, client):
    action = team.started()
    client.force_login(team.owner)
    typed = based_on(action, **boxes("proposed_due_on", DEADLINE))
    answer = client.post(page_of(action, "ask-for-extension"), typed)
    assert answer.status_code == 200
    assert answer.context["form"].errors["proposed_due_on"]
    assert WORDS in answer.content.decode()


@pytest.mark.parametrize("number", ["9" * 18, "9" * 19, "9" * 30, "\u00b2"])
def test_a_number_that_no_row_has_is_an_error_on_the_form_however_long_it_is(team, client, number):
    action = team.started()
    action.add_milestone(team.lead, MORNING, "The panel has met.")
    client.force_login(team.lead)
    sent = based_on(action, milestones_done=number, confidence="as_before")
    answer = client.post(page_of(action, "record-progress"), sent)
    assert answer.context["form"].has_error("milestones_done")
    answer = client.post(page_of(action, "reword"), based_on(action, contributors=number))
    assert answer.context["form"].has_error("contributors")
