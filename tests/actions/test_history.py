"""Who reads what of an action's history, and how corrections stand in it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from actions.models import Action, Evidence, Link, ProgressUpdate
from actions.statuses import Visibility
from tests.actions.team import DEADLINE, MINUTES, TODAY, moment
from tests.factories import MORNING

VISITOR = AnonymousUser()
INSIDE = ("lead", "manager", "assurer", "viewer", "owner")


def notes(action, user):
    return [entry.note for entry in action.history(user) if entry.note]


@pytest.fixture
def told(team):
    """Three notes, one for each circle of readers."""
    action = team.open_action(contributors=[team.partner_post])
    for visibility in Visibility:
        action.note(team.owner, MORNING, f"For {visibility.value}.", visibility=visibility)
    return action


def readable(team, told, person):
    user = VISITOR if person == "visitor" else getattr(team, person)
    return [note.removeprefix("For ").removesuffix(".") for note in notes(told, user)]


@pytest.mark.parametrize("person", INSIDE)
def test_officers_read_everything(team, told, person):
    assert readable(team, told, person) == ["public", "members", "officers"]


def test_scrutiny_members_and_contributors_read_what_is_not_for_officers_only(team, told):
    assert readable(team, told, "member") == ["public", "members"]
    assert readable(team, told, "partner") == ["public", "members"]


def test_visitors_and_people_of_other_organisations_read_what_is_public(team, told):
    assert readable(team, told, "visitor") == ["public"]
    assert readable(team, told, "stranger") == ["public"]


def test_whoever_wrote_a_row_may_read_it(team, told):
    told.note(team.partner, MORNING, "For officers.", visibility="officers")
    assert readable(team, told, "partner") == ["public", "members", "officers"]


def test_a_row_that_moved_something_stands_without_its_words_for_those_it_is_not_for(team):
    action = team.open_action()
    action.move_deadline(team.lead, MORNING, DEADLINE + timedelta(days=3), "Sickness.", visibility="officers")
    action.note(team.lead, MORNING, "Not for you.")
    opened, moved = action.history(VISITOR)
    assert (opened.update.number, moved.update.number) == (1, 2)
    assert moved.words_withheld
    assert (moved.note, moved.moved) == ("", ["due_on", "times_moved"])


@pytest.mark.parametrize("visibility", Visibility)
def test_who_sees_an_action_at_all(team, visibility):
    action = team.open_action(visibility=visibility)
    seeing = {
        person
        for person in (*INSIDE, "member", "partner", "stranger")
        if Action.objects.visible_to(getattr(team, person)).filter(pk=action.pk).exists()
    }
    outside = {"partner", "stranger"} if visibility == Visibility.PUBLIC else set()
    members = set() if visibility == Visibility.OFFICERS else {"member"}
    assert seeing == {*INSIDE, *members, *outside}
    assert Action.objects.visible_to(VISITOR).exists() == (visibility == Visibility.PUBLIC)


def test_contributors_and_owners_of_partner_bodies_see_their_actions_whatever_their_visibility(team):
    helped = team.open_action(visibility="officers", contributors=[team.partner_post])
    owned = team.open_action(visibility="officers", owner=team.partner_post)
    team.open_action(visibility="officers")
    assert set(Action.objects.visible_to(team.partner)) == {helped, owned}
    owned.note(team.lead, MORNING, "Only here.")
    assert notes(owned, team.partner) == ["Only here."]


@pytest.mark.parametrize("hide", ["inspection", "organisation"])
def test_nothing_is_public_of_what_is_not_published(team, hide):
    team.claimed()
    if hide == "inspection":
        team.area.inspection.withdraw()
    else:
        type(team.organisation).objects.update(has_public_site=False)
    for rows in (Action.objects, ProgressUpdate.objects, Evidence.objects):
        assert not rows.visible_to(VISITOR).exists()
        assert rows.visible_to(team.viewer).exists()
        assert not rows.visible_to(team.stranger).exists()


def test_a_correction_stands_beside_what_it_corrects_and_both_stay(team):
    action = team.started()
    action.correct(team.owner, moment(1), 2, "It met on Tuesday.")
    opened, wrong, right = action.history(VISITOR)
    assert not opened.is_corrected
    assert wrong.is_corrected
    assert [entry.note for entry in wrong.corrections] == ["It met on Tuesday."]
    assert (wrong.note, right.note) == ("The panel met.", "It met on Tuesday.")
    assert right.moved == []


def test_a_correction_that_withholds_takes_the_old_words_from_all_but_officers(team):
    action = team.open_action()
    action.record_progress(team.owner, MORNING, "Child A was seen.")
    action.correct(team.owner, MORNING, 2, "A child was seen.", withholds=True)
    assert notes(action, VISITOR) == ["A child was seen."]
    assert notes(action, team.member) == ["A child was seen."]
    assert notes(action, team.viewer) == ["Child A was seen.", "A child was seen."]


def test_words_come_only_to_those_who_were_asked_about(team):
    """A row fetched in any other way than by visible_to shows nothing: it fails closed."""
    row = team.started().updates.get(number=2)
    assert (row.note, row.shown_note, row.shown_impact) == ("The panel met.", "", "")


def test_the_latest_words_are_the_latest_that_this_reader_may_read(team):
    action = team.started()
    action.record_progress(team.owner, moment(1), "Nearly there.", visibility="members")
    assert action.latest_update(VISITOR).shown_note == "The panel met."
    assert action.latest_update(team.member).shown_note == "Nearly there."
    assert action.updated_on == TODAY + timedelta(days=1)


def test_evidence_goes_with_the_words_of_its_row(team):
    action = team.open_action()
    secret = Link("Audit", "https://westmarch.example/audit")
    action.note(team.owner, MORNING, "Inside.", evidence=[secret])
    action.record_progress(team.owner, MORNING, "Outside.", evidence=[MINUTES])
    titles = {user: {e.title for e in Evidence.objects.visible_to(user)} for user in (VISITOR, team.lead)}
    assert titles == {VISITOR: {"Minutes of the panel"}, team.lead: {"Minutes of the panel", "Audit"}}
    assert [len(entry.evidence) for entry in action.history(VISITOR)] == [0, 1]


def test_a_history_takes_as_many_queries_for_thirty_rows_as_for_three(team, django_assert_num_queries):
    action = team.started()
    for _ in range(30):
        action.note(team.owner, MORNING, "Another.", visibility="public")
    team.member.roles  # noqa: B018 (read once per request)
    with django_assert_num_queries(2):
        for entry in action.history(team.member):
            assert entry.update.by_post
            assert entry.update.owner
