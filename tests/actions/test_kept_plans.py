"""What is kept of a council's plan is the same as counted anew, and is never shown after it has changed."""

from datetime import date

import pytest
import time_machine
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actions import kept_plans, plan_table
from actions.models import Action
from actions.models.access import sees_every_action
from inspections.models import AreaBody
from tests.actions.team import moment
from tests.factories import make_area, make_inspection, make_member, make_organisation, make_post, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def look(client, team):
    client.force_login(team.lead)

    def ask(days=200, **asked):
        with time_machine.travel(moment(days), tick=False):
            return client.get(reverse("organisation-plan", args=[team.organisation.slug]), asked)

    return ask


def told(answer):
    shown, form = answer.context, answer.context["filter"].form
    choices = {name: list(getattr(field, "choices", ())) for name, field in form.fields.items()}
    rows = [action.pk for group in shown["groups"] for action in group.actions]
    return shown["bucket_parts"], shown["ratings"], shown["burn_up"], rows, choices


@pytest.fixture
def action(team):
    """With two areas of two inspections, so that every filter has something to offer."""
    team.accepted()
    other = make_area(
        make_inspection(team.organisation, published_on=date(2024, 1, 1)), section="Leading", theme="Leaders"
    )
    Action.open(other, team.lead, moment(0), title="Second", good_looks_like="It is so.")
    return team.started()


def test_the_second_time_it_is_told_for_fewer_questions(look, action, django_assert_num_queries):
    with CaptureQueriesContext(connection) as asked:
        first = look()
    assert len(asked) > 20
    with django_assert_num_queries(10):
        assert told(look()) == told(first)


def _amend(team, action):
    action.area.amend("Placements", {})


def _publish_later(team, action):
    inspection = Action.objects.get(title="Second").area.inspection
    inspection.published_on = date(2028, 1, 1)
    inspection.save()


CHANGES = {
    "another action": lambda team, action: team.open_action(),
    "progress": lambda team, action: action.claim_done(team.owner, moment(150), "It is finished."),
    "another owner": lambda team, action: action.reassign(
        team.lead, moment(150), make_post(team.organisation)
    ),
    "another title of the owner": lambda team, action: _retitle(team.post),
    "a theme": _amend,
    "a body": lambda team, action: [AreaBody.objects.create(area=action.area, name=name) for name in "AB"],
    "another order of reports": _publish_later,
}


def _retitle(post):
    post.title = "Director of Everything"
    post.save()


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_is_told_at_once(look, team, action, change):
    before = told(look())
    CHANGES[change](team, action)
    after = told(look())
    assert after != before
    caches["pages"].clear()
    assert told(look()) == after


def test_another_day_has_other_figures(look, action):
    assert told(look(200)) != told(look(1))
    assert told(look(200)) == told(look(200))


def test_only_those_who_see_every_action_are_shown_what_is_kept(team, action):
    team.started(visibility="officers")
    everything = set(Action.objects.of(team.organisation))
    people = [getattr(team, name) for name in ("lead", "manager", "assurer", "viewer", "member", "stranger")]
    seen = {person: set(Action.objects.of(team.organisation).visible_to(person)) for person in people}
    assert [sees_every_action(person, team.organisation) for person in people] == [
        seen[person] == everything for person in people
    ]
    assert sees_every_action(make_user(is_superuser=True), team.organisation)
    assert not sees_every_action(make_member(make_organisation(), "lead"), team.organisation)


def test_a_member_is_never_shown_what_was_kept_for_a_lead(client, look, team, action):
    team.started(title="Officers' own", visibility="officers")
    kept = look().context["total"]
    client.force_login(team.member)
    assert look().context["total"] == kept - 1


class OfAnotherRelease:
    """What it was made of is not there any more, or not yet."""

    def __reduce__(self):
        return int, ("no number",)


def test_what_another_release_keeps_is_not_even_read(look, team, action, monkeypatch):
    first = look()
    with monkeypatch.context() as another:
        another.setattr(kept_plans, "software", lambda: "another")
        another.setattr(plan_table, "figures", lambda *_: OfAnotherRelease())
        kept_plans.KeptPlan(team.organisation, moment(200).date()).figures()
    assert told(look()) == told(first)
