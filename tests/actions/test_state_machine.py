"""Everybody tries everything in any order: 5,000 steps in CI, in which no rule is ever broken.

The machine keeps its own small idea of what must be so, written from DESIGN and not from the code.
"""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from actions.ledger_check import check_ledger
from actions.models import Action, ProgressUpdate
from actions.refusals import Conflict, Refused
from actions.statuses import Kind
from tests.actions.doing import do
from tests.actions.team import TODAY, Team, make_team, moment
from tests.parts import examples

pytestmark = pytest.mark.both

PEOPLE = ("owner", "lead", "other_lead", "manager", "assurer", "member", "viewer", "partner", "stranger")
LIFE = {
    ("not_started", "in_progress"),
    ("not_started", "done"),
    ("in_progress", "done"),
    ("done", "in_progress"),
    ("done", "accepted"),
    ("accepted", "sustained"),
    ("accepted", "in_progress"),
    ("sustained", "in_progress"),
    ("not_started", "not_pursued"),
    ("in_progress", "not_pursued"),
    ("done", "not_pursued"),
    ("not_pursued", "in_progress"),
}
MOVES_THE_DEADLINE = {Kind.EXTENSION_GRANTED, Kind.DEADLINE_MOVED}
ALL_BUT_OPENING = [kind for kind in Kind if kind is not Kind.OPENED]
people = st.sampled_from(PEOPLE)
kinds = st.sampled_from(ALL_BUT_OPENING)


class ActionLife(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.team: Team = make_team()
        self.action = self.team.open_action(contributors=[self.team.partner_post])
        self.stale = Action.objects.get(pk=self.action.pk)
        self.day, self.rows, self.workers = 0, 1, set()

    def teardown(self):
        try:
            assert check_ledger(Action.objects.filter(pk=self.action.pk)).faults == []
        finally:
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)

    @rule(days=st.integers(1, 40))
    def time_passes(self, days):
        self.day += days

    @rule(kind=kinds, person=people, back=st.integers(0, 10))
    def somebody_tries(self, kind, person, back):
        self.attempt(self.action, kind, getattr(self.team, person), back)

    @rule(kind=kinds)
    def the_right_person_tries(self, kind):
        """So that a life gets further than chance alone would take it."""
        person = {
            Kind.CLAIMED_DONE: self.team.owner,
            Kind.EXTENSION_ASKED: self.team.owner,
            Kind.ACCEPTED: self.team.assurer,
            Kind.SUSTAINED: self.team.assurer,
            Kind.RETURNED: self.team.assurer,
        }.get(kind, self.team.other_lead)
        self.attempt(self.action, kind, person, 0)

    @rule(kind=kinds, person=people)
    def somebody_tries_from_an_old_page(self, kind, person):
        if self.stale.ledger_number == self.rows:
            return
        with pytest.raises((Refused, ValidationError, TypeError)) as refusal:
            do(self.stale, kind, getattr(self.team, person), moment(self.day), self.team)
        assert isinstance(refusal.value, (Conflict, ValidationError, TypeError))

    @rule()
    def an_old_page_is_opened(self):
        self.stale = Action.objects.get(pk=self.action.pk)

    @rule(person=st.sampled_from(("owner", "assurer", "lead", "manager")) | st.none())
    def the_post_changes_hands(self, person):
        post = self.action.owner
        if post is not None and post.organisation == self.team.organisation:
            post.hand_to(getattr(self.team, person) if person else None)

    def attempt(self, action, kind, by, back):
        before = self.last
        on = moment(self.day - back).date()
        try:
            row = do(action, kind, by, moment(self.day), self.team, on=on)
        except (Refused, ValidationError, TypeError):
            # TypeError: the test itself asks for a week more than no deadline.
            assert action.updates.count() == self.rows
            return
        self.rows += 1
        self.row_is_lawful(row, before, by)

    def row_is_lawful(self, row, before, by):
        assert row.number == before.number + 1
        assert row.status == before.status or (before.status, row.status) in LIFE
        assert before.happened_on <= row.happened_on <= moment(self.day).date()
        assert by not in (self.team.member, self.team.viewer, self.team.stranger)
        if row.due_on != before.due_on:
            assert row.kind in MOVES_THE_DEADLINE
            assert by in (self.team.lead, self.team.other_lead)
            assert row.note
        if row.status in ("accepted", "sustained") and row.status != before.status:
            assert by == self.team.assurer
            assert by.pk not in self.workers
            assert row.kind == Kind.SUSTAINED or row.seen_sha256s
        if row.kind in (Kind.PROGRESS, Kind.CLAIMED_DONE):
            self.workers.add(row.holder_id)
        if row.kind == Kind.CLAIMED_DONE or row.attached_sha256s:
            self.workers.add(by.pk)

    @invariant()
    def the_copy_is_the_last_row(self):
        rows = ProgressUpdate.objects.filter(action=self.action.pk).select_related("action")
        self.last = last = rows.order_by("-number").first()
        stored = last.action
        assert stored.ledger_number == last.number == self.rows
        assert last.position == {name: getattr(stored, name) for name in last.position}
        assert last.position == {name: getattr(self.action, name) for name in last.position}

    @invariant()
    def overdue_is_only_what_is_open(self):
        on = TODAY + timedelta(days=self.day)
        if self.action.is_overdue(on):
            assert self.action.status in ("not_started", "in_progress")
            assert self.action.due_on < on


@pytest.mark.parametrize("half", ["first", "second"])  # so that two processes share them
@pytest.mark.django_db
def test_no_step_of_thousands_breaks_a_rule(half):
    run_state_machine_as_test(
        ActionLife,
        settings=settings(
            max_examples=examples(50),
            stateful_step_count=50,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
