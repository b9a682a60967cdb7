"""The parts of a position. They hold what one reader may read and ask nothing of the database."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from accounts.charts import figures
from accounts.charts.burn_up import Point
from accounts.charts.sparkline import Reading as Dot
from actions import cadences, rating, suppression
from actions.buckets import Bucket
from actions.models import Action, Measure
from actions.rating import Rating
from actions.statuses import OPEN
from inspections.models import Area, Inspection
from scrutiny import wording
from scrutiny.position import counting, document


@dataclass(frozen=True)
class Statement:
    """What was said of an action on a day. `struck` are the words that a correction has replaced."""

    number: int
    on: date
    kind: str
    kind_label: str
    by_post: str
    note: str
    impact: str = ""
    struck: str = ""


@dataclass(frozen=True)
class ReadingPosition:
    """A value that is hidden is None, and `words` say so."""

    on: date
    value: Decimal | None
    words: str


@dataclass(frozen=True)
class MeasurePosition:
    """Small numbers are hidden here from everybody: the page is printed and passed on."""

    measure: Measure
    on: date
    readings: tuple[ReadingPosition, ...]

    @property
    def id(self):
        return f"measure-{self.measure.pk}"

    @property
    def baseline(self):
        return self._shown(self.measure.baseline)

    @property
    def target(self):
        return self.measure.target

    @property
    def dots(self):
        return tuple(
            Dot(each.on, each.value, "Hidden" if each.value is None else "") for each in self.readings
        )

    @property
    def silence(self):
        measure = self.measure
        if measure.ended_on is not None and measure.ended_on <= self.on:
            return ""
        last = self.readings[-1].on if self.readings else None
        due_on = cadences.next_due(last, measure.cadence) if last else measure.starts_on
        return wording.silence_of_measure(last, due_on, self.on)

    def said(self, value):
        return "" if value is None else figures.in_words(value, self.measure.unit)

    def _shown(self, value):
        return suppression.suppress_value(value) if self.measure.hides_small_numbers else value


@dataclass(frozen=True)
class ActionPosition:
    """One action as it stood. `statements` are empty where only the latest update was asked for."""

    action: Action
    on: date
    latest: Statement | None
    statements: tuple[Statement, ...]
    evidence: tuple[str, ...]
    measures: tuple[MeasurePosition, ...]
    superseded_by: Action | None = None

    @cached_property
    def bucket(self):
        return self.action.bucket(self.on)

    @cached_property
    def rated(self):
        return self.action.rating(self.on)

    @property
    def is_open(self):
        return self.action.status in OPEN

    @property
    def days_overdue(self):
        return (self.on - self.action.due_on).days if self.action.is_overdue(self.on) else 0

    @property
    def movement(self):
        return wording.movement(self.action.times_moved, self.action.days_slipped)

    @property
    def silence(self):
        return counting.silence_of(self.action, self.on)


@dataclass(frozen=True)
class AreaPosition:
    area: Area
    kind_label: str
    bodies: tuple[str, ...]
    actions: tuple[ActionPosition, ...]
    measures: tuple[MeasurePosition, ...]
    response: dict | None = None

    @property
    def response_on(self):
        return date.fromisoformat(self.response["on"]) if self.response and self.response["on"] else None


@dataclass(frozen=True)
class Position:
    """An inspection on a day. `known_at`: as far as it had been written down by that moment."""

    inspection: Inspection
    on: date
    known_at: datetime | None
    areas: tuple[AreaPosition, ...]
    burn_up: tuple[Point, ...]

    @cached_property
    def actions(self):
        return tuple(each for area in self.areas for each in area.actions)

    @cached_property
    def buckets(self):
        """{bucket: how many}, every bucket named. The sum is the number of actions."""
        return {bucket: sum(each.bucket == bucket for each in self.actions) for bucket in Bucket}

    @cached_property
    def ratings(self):
        return {each: sum(action.rated.rating == each for action in self.actions) for each in Rating}

    @property
    def rule(self):
        return rating.RULE

    @property
    def rule_version(self):
        return rating.VERSION

    @cached_property
    def figures(self):
        actions = [each.action for each in self.actions]
        return counting.figures_of(actions, self.on, [found.area.pk for found in self.areas])

    @property
    def headline(self):
        return wording.headline(self.figures)

    def narrowed_to(self, ids):
        """Only these actions, and the areas that have one of them."""
        areas = (
            replace(area, actions=tuple(each for each in area.actions if each.action.pk in ids))
            for area in self.areas
        )
        return replace(self, areas=tuple(area for area in areas if area.actions))

    def as_document(self):
        return document.document_of(self)
