"""The rating: computed by one published rule from status, dates and confidence. Nobody types a colour."""

from dataclasses import dataclass
from datetime import date

from actions import buckets
from actions.statuses import Confidence, Status, Word


class Rating(Word):
    BLUE = "blue", "Blue"
    GREEN = "green", "Green"
    AMBER = "amber", "Amber"
    RED = "red", "Red"
    GREY = "grey", "Grey"

    @property
    def shape(self) -> str:
        """Stands beside the colour for whoever can't tell colours apart."""
        return _SHAPES[self]

    @property
    def meaning(self) -> str:
        return _MEANINGS[self]


_SHAPES = {
    Rating.BLUE: "tick",
    Rating.GREEN: "circle",
    Rating.AMBER: "triangle",
    Rating.RED: "square",
    Rating.GREY: "dash",
}
_MEANINGS = {
    Rating.BLUE: "Accepted",
    Rating.GREEN: "On course",
    Rating.AMBER: "At risk",
    Rating.RED: "Late or off track",
    Rating.GREY: "Not under way",
}


@dataclass(frozen=True)
class Clause:
    """One line of the rule. Lines are read in order and the first that fits gives the rating."""

    name: str
    rating: Rating
    words: str
    # Where the words speak of the lines before it, which stand nowhere near an action.
    alone: str = ""

    @property
    def reason(self) -> str:
        return self.alone or self.words


@dataclass(frozen=True)
class Rated:
    rating: Rating
    reason: str
    clause: str
    version: int


# A change of any clause is a new version: frozen papers name the version they were rated by.
VERSION = 1
RULE = (
    Clause("not_pursued", Rating.GREY, "It is not pursued."),
    Clause("signed_off", Rating.BLUE, "An assurer has accepted it, or a later check found that it held."),
    Clause("done", Rating.GREEN, "Its owner claims it done and it awaits sign-off."),
    Clause("overdue", Rating.RED, "Its deadline has passed."),
    Clause("off_track", Rating.RED, "Its owner says it is off track."),
    Clause("at_risk", Rating.AMBER, "Its owner says it is at risk."),
    Clause("forecast_late", Rating.AMBER, "Its owner forecasts a day after the deadline."),
    Clause("asked", Rating.AMBER, "Its owner has asked for a later deadline."),
    Clause("extended", Rating.AMBER, "Its deadline is later than the original one."),
    Clause(
        "late_start",
        Rating.AMBER,
        f"It has not started and its deadline is within {buckets.DUE_SOON.days} days.",
    ),
    Clause("not_started", Rating.GREY, "It has not started, and its deadline is further away or not set."),
    Clause(
        "on_course",
        Rating.GREEN,
        "It is in progress and none of the above is so.",
        alone="It is in progress, in time and on track.",
    ),
)
_CLAUSES = {clause.name: clause for clause in RULE}


def rate(position, on: date) -> Rated:
    clause = _CLAUSES[_clause_name(position, on)]
    return Rated(clause.rating, clause.reason, clause.name, VERSION)


def _clause_name(position, on):
    if position.status == Status.NOT_PURSUED:
        return "not_pursued"
    if position.status in (Status.ACCEPTED, Status.SUSTAINED):
        return "signed_off"
    if position.status == Status.DONE:
        return "done"
    return _of_an_open_one(position, on)


def _of_an_open_one(position, on):
    if buckets.is_overdue(position, on):
        return "overdue"
    if position.confidence == Confidence.OFF_TRACK:
        return "off_track"
    if position.confidence == Confidence.AT_RISK:
        return "at_risk"
    return _by_its_dates(position, on)


def _by_its_dates(position, on):
    has_deadline = position.due_on is not None
    if has_deadline and position.forecast_on is not None and position.forecast_on > position.due_on:
        return "forecast_late"
    if position.proposed_due_on is not None:
        return "asked"
    if buckets.is_extended(position):
        return "extended"
    if position.status == Status.IN_PROGRESS:
        return "on_course"
    return "late_start" if has_deadline and position.due_on <= on + buckets.DUE_SOON else "not_started"
