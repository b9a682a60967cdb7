"""What a second paper says has changed since the first one."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings

from actions.statuses import Confidence
from scrutiny import paper as papers
from scrutiny.change_words import KINDS
from tests.actions.team import DEADLINE, day, moment
from tests.factories import MORNING, make_measure, make_post
from tests.scrutiny.hall import FROZEN_AT, SECOND

AT = moment(60)
LATE = DEADLINE + timedelta(days=30)


def changes(hall, as_at=None, at=AT):
    paper = hall.paper(SECOND, as_at=as_at or at.date())
    return papers.compose(paper, at)["changes"]


def told(hall, **how):
    return [(each["kind"], each["reference"], each["number"]) for each in changes(hall, **how)]


def after_the_paper(days=5):
    return moment(days)


def ask(action, team, at):
    action.ask_for_extension(team.owner, at, LATE, "The trainer is ill.")


MOVES = {
    "moved_forward": ("open_action", lambda a, t, at: a.record_progress(t.owner, at, "The panel met.")),
    "done": ("started", lambda a, t, at: a.claim_done(t.owner, at, "All plans are looked at.")),
    "accepted": ("claimed", lambda a, t, at: t.accept(a, at=at)),
    "sustained": ("accepted", lambda a, t, at: a.confirm_sustained(t.assurer, at, "It has held.")),
    "lapsed": ("accepted", lambda a, t, at: a.lapse(t.assurer, at, "It has not held.")),
    "moved_back": ("claimed", lambda a, t, at: a.send_back(t.assurer, at, "One team is missing.")),
    "reopened": ("not_pursued", lambda a, t, at: a.reopen(t.lead, at, "The service opens again.")),
    "not_pursued": ("open_action", lambda a, t, at: a.not_pursue(t.lead, at, "The service closes.")),
    "owner_changed": (
        "open_action",
        lambda a, t, at: a.reassign(t.lead, at, make_post(t.organisation, "Director")),
    ),
    "newly_extended": ("open_action", lambda a, t, at: a.move_deadline(t.lead, at, LATE, "It is late.")),
    "deadline_moved": (
        "open_action",
        lambda a, t, at: a.move_deadline(t.lead, at, DEADLINE - timedelta(days=9), "It is urgent."),
    ),
}


@pytest.mark.parametrize("kind", MOVES)
def test_each_move_since_the_last_paper_is_told_once_with_its_row(hall, kind):
    state, move = MOVES[kind]
    action = getattr(hall.team, state)()
    hall.put_before_the_committee()
    move(action, hall.team, after_the_paper())
    (change,) = changes(hall)
    assert (change["kind"], change["reference"], change["number"]) == (kind, "1.1", action.ledger_number)
    assert change["on"] == day(5).isoformat()
    assert change["address"].endswith(f"/actions/1.1/#update-{action.ledger_number}")
    assert change["words"]


def test_nothing_that_the_last_paper_knew_is_told_again(hall):
    hall.team.sustained()
    hall.team.not_pursued()
    hall.put_before_the_committee()
    assert changes(hall) == []


def test_without_a_paper_before_it_everything_since_the_beginning_is_told(hall):
    hall.team.started()
    assert told(hall) == [("moved_forward", "1.1", 2), ("opened", "1.1", 1)]


def test_without_a_paper_before_it_a_chosen_day_counts(hall):
    action = hall.team.open_action()
    action.record_progress(hall.team.owner, after_the_paper(), "The panel met.")
    paper = hall.paper(SECOND, as_at=AT.date(), compare_since=day(4))
    document = papers.compose(paper, AT)
    assert [each["kind"] for each in document["changes"]] == ["moved_forward"]
    assert (document["previous"], document["compared_with"]) == (None, day(4).isoformat())


def test_what_happened_before_the_last_paper_and_was_entered_after_it_is_told(hall):
    action = hall.team.open_action()
    hall.put_before_the_committee()
    action.record_progress(hall.team.owner, after_the_paper(), "It began in time.", on=MORNING.date())
    (change,) = changes(hall)
    assert (change["kind"], change["on"]) == ("moved_forward", MORNING.date().isoformat())
    assert "entered after the last paper was frozen" in change["words"]


def test_what_was_entered_after_the_paper_was_gathered_is_left_for_the_next(hall):
    action = hall.team.open_action()
    action.record_progress(hall.team.owner, FROZEN_AT + timedelta(hours=1), "Late.", on=MORNING.date())
    frozen = hall.put_before_the_committee()
    assert frozen.content["areas"][0]["actions"][0]["ledger_number"] == 1
    assert told(hall) == [("moved_forward", "1.1", 2)]


@pytest.mark.parametrize(("as_at", "is_told"), [(DEADLINE, False), (DEADLINE + timedelta(days=1), True)])
def test_newly_overdue_begins_the_day_after_the_deadline(hall, as_at, is_told):
    hall.team.open_action()
    hall.put_before_the_committee()
    found = [each for each in changes(hall, as_at=as_at, at=moment(200)) if each["kind"] == "newly_overdue"]
    assert [each["on"] for each in found] == [(DEADLINE + timedelta(days=1)).isoformat()] * is_told


def test_what_was_overdue_in_the_last_paper_is_not_newly_so(hall):
    hall.team.open_action(due_on=MORNING.date())
    assert hall.put_before_the_committee().content["totals"]["buckets"][4]["number"] == 1
    assert changes(hall) == []


@pytest.mark.parametrize(
    ("first", "then", "kind"),
    [
        (Confidence.ON_TRACK, Confidence.AT_RISK, "moved_back"),
        (Confidence.OFF_TRACK, Confidence.ON_TRACK, "moved_forward"),
        (Confidence.AT_RISK, Confidence.AT_RISK, None),
    ],
)
def test_the_owners_word_moves_an_action_forward_or_back(hall, first, then, kind):
    action = hall.team.open_action()
    action.record_progress(hall.team.owner, MORNING, "So it goes.", confidence=first)
    hall.put_before_the_committee()
    action.record_progress(hall.team.owner, after_the_paper(), "So it goes.", confidence=then)
    assert [each["kind"] for each in changes(hall)] == ([kind] if kind else [])


def test_an_extension_is_told_when_it_is_granted_not_when_it_is_asked_for(hall):
    action = hall.team.started()
    hall.put_before_the_committee()
    ask(action, hall.team, after_the_paper())
    action.grant_extension(hall.team.other_lead, after_the_paper(6), "Agreed.")
    (change,) = changes(hall)
    assert (change["kind"], change["number"]) == ("newly_extended", 4)
    assert "from 30 June 2026 to 30 July 2026" in change["words"] and "“Agreed.”" in change["words"]


def test_a_corrected_row_of_the_last_paper_is_told_with_its_new_words(hall):
    action = hall.team.started()
    hall.put_before_the_committee()
    action.correct(hall.team.owner, after_the_paper(), 2, "The panel met twice.")
    (change,) = changes(hall)
    assert (change["kind"], change["number"]) == ("corrected", 3)
    assert "The panel met twice." in change["words"] and "The panel met.”" not in change["words"]


def test_words_for_officers_are_in_no_change(hall):
    action = hall.team.started()
    hall.put_before_the_committee()
    action.claim_done(hall.team.owner, after_the_paper(), "Ofelia told us.", visibility="officers")
    (change,) = changes(hall)
    assert change["kind"] == "done" and "Ofelia" not in change["words"]


def test_an_action_that_is_no_longer_for_everybody_is_missed_aloud(hall):
    action = hall.team.open_action()
    hall.put_before_the_committee()
    action.reword(hall.team.lead, after_the_paper(), visibility="officers")
    assert [each["kind"] for each in changes(hall)] == ["no_longer_shown"]


@pytest.mark.parametrize(
    ("value", "words"),
    [(4, "4 children, better than 11 children before."), (12, "worse"), (11, "11 children, as before.")],
)
def test_a_new_figure_is_told_against_the_one_of_the_last_paper(hall, value, words):
    measure = make_measure(hall.team.area, name="Unregistered placements")
    measure.record_reading(hall.team.lead, MORNING, MORNING.date(), 11)
    hall.put_before_the_committee()
    measure.record_reading(hall.team.lead, after_the_paper(), day(5), Decimal(value))
    (change,) = changes(hall)
    assert (change["kind"], change["reference"], change["number"]) == ("measure_moved", "Area 1", None)
    assert words in change["words"]
    assert change["address"].endswith("/progress/#area-1")


def test_a_figure_that_was_corrected_is_told_as_a_correction(hall):
    measure = make_measure(hall.team.area)
    reading = measure.record_reading(hall.team.lead, MORNING, MORNING.date(), 11)
    hall.put_before_the_committee()
    measure.correct_reading(hall.team.lead, after_the_paper(), reading, 10, "Counted again.")
    assert [each["words"] for each in changes(hall)] == [
        "The figure of that day was corrected to 10 children from 11 children."
    ]


def test_sign_offs_since_the_last_paper_are_listed_with_the_post(hall):
    hall.team.accepted()
    action = hall.team.claimed()
    hall.put_before_the_committee()
    hall.team.accept(action, at=after_the_paper())
    document = papers.compose(hall.paper(SECOND, as_at=date(2026, 5, 1)), AT)
    (signed,) = document["sign_offs"]
    assert (signed["reference"], signed["kind_label"], signed["by_post"]) == ("1.2", "Accepted", "Assurer")


def test_every_kind_of_change_is_explained_in_the_domain_page():
    page = Path(settings.BASE_DIR, "docs", "domain.md").read_text()
    table = page[page.index("| told as |") : page.index("## Small numbers")]
    assert not [label for label in KINDS.values() if label not in table]
