"""What every row keeps to: its number, its day, its words, and that it was based on the row before."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from actions.models import Action
from actions.refusals import Conflict, NotAllowed, Refused
from tests.actions.team import DEADLINE, TODAY, day, moment
from tests.factories import MORNING, make_area, make_inspection, make_organisation, make_post


def test_the_first_row_is_the_opening_and_holds_the_whole_position(team):
    action = team.open_action()
    row = action.updates.get()
    assert (row.number, row.kind, row.status) == (1, "opened", "not_started")
    assert (row.due_on, row.original_due_on, row.owner) == (DEADLINE, DEADLINE, team.post)
    assert row.by_post == "Improvement lead"


def test_actions_are_numbered_within_their_area_for_good(team):
    first, second = team.open_action(), team.open_action()
    assert (first.reference, second.reference) == ("1.1", "1.2")


@pytest.mark.parametrize("missing", ["title", "good_looks_like"])
def test_an_action_needs_a_title_and_what_good_looks_like(team, missing):
    with pytest.raises(ValidationError) as wrong:
        team.open_action(**{missing: "  "})
    assert missing in wrong.value.message_dict
    assert not Action.objects.exists()


def test_only_a_lead_of_the_inspected_organisation_opens_one(team):
    for person in (team.manager, team.assurer, team.stranger):
        with pytest.raises(NotAllowed):
            Action.open(team.area, person, MORNING, title="T", good_looks_like="G")


def test_an_owner_comes_from_the_organisation_or_a_body_that_the_area_names(team):
    assert team.open_action(owner=team.partner_post).owner == team.partner_post
    elsewhere = make_post(team.stranger.memberships.first().organisation)
    with pytest.raises(ValidationError):
        team.open_action(owner=elsewhere)
    with pytest.raises(ValidationError):
        team.open_action().reassign(team.lead, MORNING, elsewhere)
    with pytest.raises(ValidationError):
        team.open_action(contributors=[elsewhere])


def test_a_copy_that_is_behind_writes_nothing(team):
    action = team.started()
    behind = Action.objects.get(pk=action.pk)
    action.record_progress(team.owner, MORNING, "First come.")
    with pytest.raises(Conflict) as conflict:
        behind.record_progress(team.owner, MORNING, "Too late.")
    assert [row.note for row in conflict.value.since(team.owner)] == ["First come."]
    assert action.updates.count() == 3


def test_a_form_says_itself_which_row_it_was_based_on(team):
    action = team.started()
    with pytest.raises(Conflict):
        action.record_progress(team.owner, MORNING, "From an old page.", based_on=1)
    assert action.record_progress(team.owner, MORNING, "From a fresh page.", based_on=2).number == 3


@pytest.mark.parametrize("on", [day(1), day(365)])
def test_nothing_happened_in_the_future(team, on):
    with pytest.raises(ValidationError) as wrong:
        team.started().record_progress(team.owner, MORNING, "Ahead.", on=on)
    assert "happened_on" in wrong.value.message_dict


def test_the_ledger_never_goes_back_but_takes_the_day_of_the_row_before(team):
    action = team.open_action(on=day(-10))
    action.record_progress(team.owner, MORNING, "Then.", on=day(-5))
    with pytest.raises(ValidationError):
        action.record_progress(team.owner, MORNING, "Before.", on=day(-6))
    assert action.record_progress(team.owner, MORNING, "Same day.", on=day(-5)).happened_on == day(-5)


def test_the_day_is_that_of_the_country_not_of_greenwich(team):
    just_after_midnight = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    row = team.started().record_progress(team.owner, just_after_midnight, "Late night.")
    assert row.happened_on == date(2026, 7, 1)


def test_what_was_known_when_stays_in_order_though_two_clocks_differ(team):
    action = team.open_action(at=moment(1))
    slow = moment(1).replace(hour=8)
    assert action.record_progress(team.owner, slow, "By the slower clock.").entered_at == moment(1)


@pytest.mark.parametrize("note", ["", "   ", "\n"])
def test_words_that_are_asked_for_must_be_there(team, note):
    with pytest.raises(ValidationError) as wrong:
        team.started().record_progress(team.owner, MORNING, note)
    assert "note" in wrong.value.message_dict


@pytest.mark.parametrize("note", ["a\0b", "bell\x07", "half \ud83d", "x" * 20_001])
def test_words_that_can_not_be_kept_are_refused_with_a_sentence(team, note):
    with pytest.raises(ValidationError) as wrong:
        team.started().record_progress(team.owner, MORNING, note)
    assert wrong.value.message_dict["note"][0].endswith(".")


def test_words_in_any_script_with_lines_and_emoji_are_kept_as_they_are(team):
    note = "Zażółć 子ども 👩‍👧\n\tsecond line\u200f"
    row = team.started().record_progress(team.owner, MORNING, note)
    row.refresh_from_db()
    assert row.note == note.strip()


@pytest.mark.parametrize(("field", "value"), [("confidence", "sure"), ("visibility", "nobody")])
def test_a_word_that_is_not_on_the_list_is_refused(team, field, value):
    with pytest.raises(ValidationError) as wrong:
        team.started().record_progress(team.owner, MORNING, "x", **{field: value})
    assert field in wrong.value.message_dict


def test_the_row_names_the_post_in_which_it_was_written(team):
    action = team.open_action(contributors=[team.partner_post])
    assert action.record_progress(team.owner, MORNING, "Ours.").by_post == team.post.title
    assert action.record_progress(team.partner, MORNING, "Theirs.").by_post == team.partner_post.title
    assert action.record_progress(team.lead, MORNING, "For them.").by_post == "Improvement lead"
    make_post(make_organisation(), "Chair elsewhere", holder=team.lead)
    assert action.record_progress(team.lead, MORNING, "Still.").by_post == "Improvement lead"
    make_post(team.organisation, "Head of Placements", holder=team.lead)
    make_post(team.organisation, "Head of Audit", holder=team.lead)
    assert action.record_progress(team.lead, MORNING, "In their own post.").by_post == "Head of Audit"


def test_an_action_as_at_a_day_takes_no_verb(team):
    team.started()
    then = Action.objects.as_at(TODAY).get()
    with pytest.raises(Refused):
        then.record_progress(team.owner, MORNING, "Into the past.")


def test_another_action_takes_its_place_and_may_give_it_back(team):
    old, new = team.started(), team.open_action()
    old.supersede(team.lead, MORNING, new, "Both say the same.")
    assert (old.status, old.superseded_by) == ("not_pursued", new)
    with pytest.raises(ValidationError):
        new.supersede(team.lead, MORNING, old, "In a circle.")
    old.reopen(team.lead, MORNING, "They don't.")
    assert (old.status, old.superseded_by_id) == ("in_progress", None)


def test_no_action_takes_its_own_place_or_that_of_another_council(team):
    action = team.started()
    theirs = make_area(make_inspection())
    stranger = Action.objects.create(area=theirs, number=1, title="Theirs", good_looks_like="x")
    for other in (action, stranger, None):
        with pytest.raises(ValidationError):
            action.supersede(team.lead, MORNING, other, "No.")


def test_a_lead_changes_the_words_and_the_row_tells_what_they_were(team):
    action = team.open_action(title="Old title")
    row = action.reword(team.lead, MORNING, note="Clearer.", title="New title")
    assert "Old title" in row.note
    assert Action.objects.get(pk=action.pk).title == "New title"
    with pytest.raises(ValidationError):
        action.reword(team.lead, MORNING, title="New title")


def test_a_very_long_text_can_be_reworded_too(team):
    action = team.open_action(good_looks_like="x" * 20_000)
    assert action.reword(team.lead, MORNING, good_looks_like="Shorter.").number == 2
    assert action.history_of_details.filter(good_looks_like="x" * 20_000).exists()


def test_contributors_that_stay_the_same_are_no_change(team):
    action = team.open_action(contributors=[team.partner_post])
    with pytest.raises(ValidationError):
        action.reword(team.lead, MORNING, contributors=[team.partner_post])
    assert "Contributing posts were" in action.reword(team.lead, MORNING, contributors=[]).note


def test_a_verb_that_is_refused_leaves_the_copy_in_hand_as_it_was(team):
    action, other = team.started(), team.started()
    theirs = other.add_milestone(team.lead, MORNING, "Theirs")
    number = action.ledger_number
    for attempt in (
        lambda: action.record_progress(team.owner, MORNING, "x", milestones_done=[theirs]),
        lambda: action.add_milestone(team.lead, MORNING, "x" * 300),
        lambda: action.reword(
            team.lead, MORNING, contributors=[make_post(make_area().inspection.organisation)]
        ),
    ):
        with pytest.raises(ValidationError):
            attempt()
        assert action.ledger_number == number == Action.objects.get(pk=action.pk).ledger_number


def test_what_a_claim_is_judged_by_does_not_move_under_it(team):
    with pytest.raises(Refused):
        team.claimed().reword(team.lead, MORNING, good_looks_like="Less.")


def test_milestones_are_ticked_with_the_progress_that_reached_them(team):
    action = team.started()
    first = action.add_milestone(team.lead, MORNING, "Tool bought", due_on=day(-1))
    second = action.add_milestone(team.lead, MORNING, "Tool in use")
    assert (first.position, second.position) == (1, 2)
    assert first.is_late(TODAY)
    assert not second.is_late(TODAY)
    action.record_progress(team.owner, MORNING, "Bought.", milestones_done=[first])
    first.refresh_from_db()
    assert (first.done_on, first.is_late(TODAY)) == (TODAY, False)
    with pytest.raises(ValidationError):
        team.started().record_progress(team.owner, MORNING, "Not mine.", milestones_done=[second])


def test_two_actions_never_take_each_others_place_even_if_one_was_read_before_the_other_moved(team):
    one, other, third = team.open_action(), team.open_action(), team.open_action()
    other_as_read_before = Action.objects.get(pk=other.pk)
    other.supersede(team.lead, MORNING, one, "Both say the same.")
    with pytest.raises(ValidationError, match="take its own place"):
        one.supersede(team.lead, MORNING, other_as_read_before, "Both say the same.")
    third.supersede(team.lead, MORNING, other, "All three say the same.")
