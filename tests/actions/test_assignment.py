import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from actions import assignment
from actions.models import Action, ProgressUpdate
from tests.actions.team import DEADLINE, moment
from tests.factories import MORNING, make_organisation, make_post

pytestmark = pytest.mark.django_db
LATER = DEADLINE + timedelta(days=30)


def test_many_actions_get_an_owner_and_a_deadline_by_one_row_for_each(team):
    actions = [team.open_action() for _ in range(3)]
    other = make_post(team.organisation)
    outcomes = assignment.assign(
        actions, team.lead, MORNING, owner=other, due_on=LATER, note="The service was reorganised."
    )
    assert all(outcome.changes and not outcome.refused for outcome in outcomes)
    assert {(action.owner, action.due_on) for action in Action.objects.all()} == {(other, LATER)}
    assert ProgressUpdate.objects.filter(number__gt=1).count() == 6


def test_a_dry_run_says_the_same_and_keeps_nothing(team):
    action = team.open_action()
    other = make_post(team.organisation)
    outcomes = assignment.assign([action], team.lead, MORNING, owner=other, dry_run=True)
    assert outcomes[0].owner == other
    assert ProgressUpdate.objects.count() == 1
    assert Action.objects.get().owner == team.post


def test_one_that_cannot_be_changed_holds_up_all(team):
    actions = [team.open_action(), team.accepted()]
    outcomes = assignment.assign(actions, team.lead, MORNING, due_on=LATER, note="More time.")
    assert [bool(outcome.refused) for outcome in outcomes] == [False, True]
    assert set(Action.objects.values_list("due_on", flat=True)) == {DEADLINE}


def test_what_is_so_already_is_left_alone(team):
    outcomes = assignment.assign([team.open_action()], team.lead, MORNING, owner=team.post, due_on=DEADLINE)
    assert not outcomes[0].changes
    assert ProgressUpdate.objects.count() == 1


def test_what_changed_meanwhile_is_not_overwritten(team):
    action = team.open_action()
    action.record_progress(team.owner, MORNING, "Begun.")
    outcomes = assignment.assign(
        [action], team.lead, MORNING, owner=make_post(team.organisation), based_on={action.pk: 1}
    )
    assert "meanwhile" in outcomes[0].refused


def send(client, user, team, **data):
    client.force_login(user)
    with time_machine.travel(moment(1), tick=False):
        return client.post(reverse("assign", args=[team.organisation.slug]), data)


def as_shown(*actions):
    return [f"{action.pk}:{action.ledger_number}" for action in actions]


def test_a_lead_chooses_previews_and_applies(client, team):
    first, second = team.open_action(title="First"), team.open_action(title="Second")
    other = make_post(team.organisation, "Head of Service, Fostering")
    chosen = as_shown(first, second)
    assert b"Show what will change" in send(client, team.lead, team, action=chosen).content
    preview = send(client, team.lead, team, action=chosen, owner=other.pk, step="preview").content.decode()
    assert "<ins>Head of Service, Fostering</ins>" in preview
    assert ProgressUpdate.objects.count() == 2
    done = send(client, team.lead, team, action=chosen, owner=other.pk, step="apply")
    assert done.headers["Location"] == reverse("organisation-plan", args=[team.organisation.slug])
    assert set(Action.objects.values_list("owner", flat=True)) == {other.pk}


def test_applying_twice_changes_once(client, team):
    action = team.open_action()
    data = {"action": as_shown(action), "owner": make_post(team.organisation).pk, "step": "apply"}
    send(client, team.lead, team, **data)
    again = send(client, team.lead, team, **data)
    assert ProgressUpdate.objects.count() == 2
    assert "as it is" in again.content.decode() or again.status_code == 302


def test_a_change_made_between_preview_and_apply_is_told(client, team):
    action = team.open_action()
    chosen = as_shown(action)
    action.record_progress(team.owner, MORNING, "Begun meanwhile.")
    other = make_post(team.organisation)
    answer = send(client, team.lead, team, action=chosen, owner=other.pk, step="apply")
    assert "Nothing was changed" in answer.content.decode()
    assert Action.objects.get().owner == team.post


def deadline(day):
    return {"due_on_day": day.day, "due_on_month": day.month, "due_on_year": day.year}


def test_a_deadline_needs_its_reason_and_keeps_what_was_typed(client, team):
    chosen = as_shown(team.open_action())
    answer = send(client, team.lead, team, action=chosen, step="preview", **deadline(LATER))
    page = answer.content.decode()
    assert "Give the reason for the deadline" in page
    assert f'value="{LATER.year}"' in page


def test_the_preview_carries_everything_on_to_the_last_step(client, team):
    action = team.open_action()
    chosen = as_shown(action)
    typed = {"note": "The service was reorganised.", **deadline(LATER)}
    page = send(client, team.lead, team, action=chosen, step="preview", **typed).content.decode()
    names = ("owner", "due_on", "note")
    carried = {name: re.search(rf'name="{name}"\s+value="([^"]*)"', page)[1] for name in names}
    assert carried == {"owner": "", "due_on": LATER.isoformat(), "note": typed["note"]}
    send(client, team.lead, team, action=chosen, step="apply", **carried)
    assert Action.objects.get().due_on == LATER


def test_nothing_chosen_to_change_is_told(client, team):
    answer = send(client, team.lead, team, action=as_shown(team.open_action()), step="preview")
    assert "Choose an owner, a deadline or both." in answer.content.decode()


@pytest.mark.parametrize("who", ["manager", "assurer", "member", "viewer"])
def test_only_leads_assign(client, team, who):
    action = team.open_action()
    answer = send(client, getattr(team, who), team, action=as_shown(action), owner=team.post.pk, step="apply")
    assert answer.status_code == 403


def test_a_stranger_finds_no_such_organisation(client, team):
    assert send(client, team.stranger, team, action=as_shown(team.open_action())).status_code == 404


def test_actions_and_posts_of_elsewhere_are_not_taken(client, team):
    foreign = make_post(make_organisation())
    chosen = as_shown(team.open_action())
    answer = send(client, team.lead, team, action=chosen, owner=foreign.pk, step="apply")
    assert "Select a valid choice" in answer.content.decode()
    nothing = send(client, team.lead, team, action=["999:1", "x", "1" * 40], step="apply")
    assert nothing.status_code == 302


@pytest.mark.parametrize("sent", ["\u00b2", "1:\u00b2", "x", "9" * 30])
def test_what_is_no_number_chooses_no_action(team, client, sent):
    client.force_login(team.lead)
    answer = client.post(reverse("assign", args=[team.organisation.slug]), {"action": sent})
    assert answer.status_code == 302
