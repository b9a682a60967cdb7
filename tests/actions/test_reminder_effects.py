"""What an event does to the reminders that follow: one test for each row of the table in docs/domain.md."""

from datetime import timedelta

import pytest

from actions.stage_effects import EFFECTS
from actions.statuses import Kind
from tests.actions.doing import do
from tests.actions.reminding import at, heard, hears, would_hear
from tests.actions.team import DEADLINE, MINUTES
from tests.factories import make_member, make_post

LATE = DEADLINE + timedelta(days=15)  # a Wednesday
LATER = DEADLINE + timedelta(days=22)
WEEK = timedelta(days=7)


@pytest.fixture
def line(team):
    """A team whose owner reports to a head, who reports to a director."""
    team.director = make_member(team.organisation, "manager")
    team.head = make_member(team.organisation, "manager")
    top = make_post(team.organisation, "Director", holder=team.director)
    team.above = make_post(team.organisation, "Head", holder=team.head, reports_to=top)
    team.post.place(reports_to=team.above)
    return team


@pytest.fixture
def late(line):
    """Overdue for 15 days and told of: the owner, and the head above."""
    action = line.started(due_on=DEADLINE)
    assert hears(line.owner, LATE, action) == ["overdue"]
    assert heard(line.head, LATE, action) == ["escalated_14"]
    assert heard(line.director, LATE, action) == []
    return action


def progress(line, late):
    late.record_progress(line.owner, at(LATE), "The panel met again.")
    assert would_hear(line.owner, LATER, late) == ["overdue"]
    assert would_hear(line.head, LATE + 2 * WEEK, late) == [], "the head was told for this deadline"
    assert would_hear(line.director, LATE + 4 * WEEK - timedelta(days=1), late) == []
    assert would_hear(line.director, LATE + 4 * WEEK, late) == ["escalated_28"]


def claimed(line, late):
    late.claim_done(line.owner, at(LATE), "All plans are looked at.", evidence=[MINUTES])
    everybody = (line.owner, line.head, line.director, line.lead)
    assert all(would_hear(person, LATE + 8 * WEEK, late) == [] for person in everybody)
    assert would_hear(line.assurer, LATER, late) == ["decide_sign_off"]


def sent_back(line, late):
    late.claim_done(line.owner, at(LATE), "All plans are looked at.", evidence=[MINUTES])
    do(late, Kind.RETURNED, line.assurer, at(LATE + timedelta(days=1)))
    assert would_hear(line.owner, LATE + timedelta(days=1), late) == ["sent_back"]
    assert hears(line.owner, LATER, late) == ["overdue", "sent_back"]
    assert would_hear(line.owner, LATER + timedelta(days=1), late) == []
    assert would_hear(line.director, LATE + 4 * WEEK, late) == ["escalated_28"]


def asked(line, late):
    do(late, Kind.EXTENSION_ASKED, line.owner, at(LATE))
    assert would_hear(line.owner, LATER, late) == ["overdue"]
    assert would_hear(line.director, LATE + 8 * WEEK, late) == []
    assert hears(line.lead, LATE + timedelta(days=1), late) == ["decide_extension"]
    assert would_hear(line.lead, LATE + timedelta(days=6), late) == []
    assert would_hear(line.lead, LATER, late) == ["decide_extension"]


def refused(line, late):
    do(late, Kind.EXTENSION_ASKED, line.owner, at(LATE))
    do(late, Kind.EXTENSION_REFUSED, line.lead, at(LATER))
    assert would_hear(line.director, LATER, late) == []
    assert would_hear(line.director, DEADLINE + 4 * WEEK, late) == ["escalated_28"]


def granted(line, late):
    do(late, Kind.EXTENSION_ASKED, line.owner, at(LATE))
    do(late, Kind.EXTENSION_GRANTED, line.lead, at(LATE))
    assert "due_in_14" in would_hear(line.owner, LATER, late)
    again = late.due_on + 2 * WEEK
    assert would_hear(line.head, again - timedelta(days=1), late) == []
    assert would_hear(line.head, again, late) == ["escalated_14"]


def moved(line, late):
    late.move_deadline(line.lead, at(LATE), LATER, "The supplier is late.")
    assert would_hear(line.owner, LATER - timedelta(days=2), late) == ["due_in_3"]
    assert would_hear(line.owner, LATER, late) == ["due_today"]
    assert would_hear(line.head, LATER + 2 * WEEK, late) == ["escalated_14"]


def handed_over(line, late):
    successor = make_member(line.organisation, "manager")
    post = make_post(line.organisation, holder=successor, reports_to=line.above)
    late.reassign(line.lead, at(LATE), post)
    assert would_hear(line.owner, LATER, late) == []
    assert would_hear(successor, LATE + timedelta(days=1), late) == ["overdue"]
    assert would_hear(line.head, LATE + 2 * WEEK - timedelta(days=1), late) == []
    assert would_hear(line.head, LATE + 2 * WEEK, late) == ["escalated_14"]


def new_holder(line, late):
    successor = make_member(line.organisation, "manager")
    line.post.hand_to(successor)
    assert would_hear(line.owner, LATE + timedelta(days=1), late) == []
    assert would_hear(successor, LATE + timedelta(days=1), late) == ["overdue"]
    assert would_hear(line.head, LATER, late) == []
    assert would_hear(line.director, DEADLINE + 4 * WEEK, late) == ["escalated_28"]


def vacated(line, late):
    line.post.hand_to(None)
    assert would_hear(line.owner, LATER, late) == []
    assert "overdue" in would_hear(line.head, LATER, late)
    line.above.hand_to(None)
    assert "overdue" in would_hear(line.director, LATER, late)
    line.director.deactivate(at(LATE))
    assert would_hear(line.lead, LATER, late) == ["overdue"]


def closed(line, late):
    late.not_pursue(line.lead, at(LATE), "The service has closed.")
    everybody = (line.owner, line.head, line.director, line.lead, line.assurer)
    assert all(would_hear(person, LATE + 8 * WEEK, late) == [] for person in everybody)


def taken_up(line, late):
    late.not_pursue(line.lead, at(LATE), "The service has closed.")
    do(late, Kind.REOPENED, line.lead, at(LATER))
    assert would_hear(line.owner, LATER, late) == ["overdue"]
    quiet = line.open_action(due_on=None, at=at(DEADLINE - timedelta(days=90)))
    quiet.not_pursue(line.lead, at(LATE), "The service has closed.")
    do(quiet, Kind.REOPENED, line.lead, at(LATER))
    assert would_hear(line.owner, LATER + timedelta(days=29), quiet) == []
    assert would_hear(line.owner, LATER + timedelta(days=30), quiet) == ["silent"]


def words(line, late):
    late.note(line.manager, at(LATE), "Seen by the board.")
    do(late, Kind.REWORDED, line.lead, at(LATE))
    assert would_hear(line.owner, LATE + timedelta(days=1), late) == []
    assert would_hear(line.owner, LATER, late) == ["overdue"]
    assert would_hear(line.director, DEADLINE + 4 * WEEK, late) == ["escalated_28"]


TESTS = {
    "progress": progress,
    "claimed": claimed,
    "sent_back": sent_back,
    "asked": asked,
    "refused": refused,
    "granted": granted,
    "moved": moved,
    "handed_over": handed_over,
    "new_holder": new_holder,
    "vacated": vacated,
    "closed": closed,
    "taken_up": taken_up,
    "words": words,
}


@pytest.mark.parametrize("key", [effect.key for effect in EFFECTS])
def test_the_reminders_follow_the_table(key, line, late):
    TESTS[key](line, late)


def test_a_deadline_that_comes_is_told_at_each_stage_once(line):
    action = line.started(due_on=DEADLINE)
    action.record_progress(line.owner, at(DEADLINE - timedelta(days=20)), "The panel met.")
    heard = {
        number: told
        for number in range(-15, 10)
        if (told := hears(line.owner, DEADLINE + timedelta(days=number), action))
    }
    # Three days before is a Saturday: it is told on the Monday.
    assert heard == {-14: ["due_in_14"], -1: ["due_in_3"], 0: ["due_today"], 1: ["overdue"], 8: ["overdue"]}
