"""Ledgers as chance would have them, made by the verbs."""

from contextlib import suppress
from datetime import timedelta

from django.core.exceptions import ValidationError
from hypothesis import strategies as st

from actions.refusals import Refused
from actions.statuses import Confidence, Kind
from tests.actions.doing import do
from tests.actions.team import TODAY, moment

KINDS = [kind for kind in Kind if kind is not Kind.OPENED]
days = st.integers(-40, 80).map(lambda number: TODAY + timedelta(days=number))
steps = st.lists(
    st.tuples(
        st.sampled_from([*KINDS, *[Kind.PROGRESS, Kind.CLAIMED_DONE, Kind.EXTENSION_ASKED] * 2]),
        st.integers(0, 12),  # days since the step before
        st.integers(0, 5),  # of them, days that passed before it was entered
        st.sampled_from(Confidence),
        st.none() | st.integers(1, 60),  # forecast: days ahead
    ),
    max_size=12,
)
ledgers = st.tuples(st.none() | days, steps)


def make_ledger(team, ledger):
    """Whatever the rules let happen, in the order given; the rest is left out."""
    due_on, wanted = ledger
    action = team.open_action(due_on=due_on, on=TODAY - timedelta(days=40), at=moment(-40))
    day = -40
    for kind, gap, delay, confidence, ahead in wanted:
        day += gap
        at, on = moment(day + delay), moment(day).date()
        with suppress(Refused, ValidationError, TypeError):
            if kind is Kind.PROGRESS:
                forecast = None if ahead is None else on + timedelta(days=ahead)
                action.record_progress(
                    team.owner, at, "So it goes.", on=on, confidence=confidence, forecast_on=forecast
                )
            else:
                do(action, kind, actor_for(kind, team), at, team, on=on)
    return action


def actor_for(kind, team):
    if kind in (Kind.ACCEPTED, Kind.RETURNED, Kind.SUSTAINED, Kind.LAPSED):
        return team.assurer
    return team.owner if kind in (Kind.CLAIMED_DONE, Kind.EXTENSION_ASKED) else team.other_lead
