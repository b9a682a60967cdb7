"""What is asked of the database for a list or one of it.

Lists with the same filters differ in nothing but values: where the page begins, of which day it speaks, who
asks, and most of what is filtered by. Their SQL is kept. Only where words are looked for it is written anew.
"""

from functools import cached_property, lru_cache

from django.db.models import CharField, DateField, DateTimeField, TextField

from accounts import prepared, standing_in
from accounts.viewsets import windows
from accounts.viewsets.asked import Asked
from accounts.viewsets.pages import Stretch, fields_of

# What is kept is kept for so many rows at once: who asks for fewer gets some that are then left out.
NUMBERS = (2, 11, 26, 51, 101, 201, 501, 1001)
AS_AT, TODAY, KNOWN_AT, AHEAD, KEY = "as at", "today", "known at", "ahead", "key"
DAYS = {AS_AT: prepared.day(0), TODAY: prepared.day(1)}
MOMENT = prepared.moment(0)
# Apart from the marks of whoever asks.
BEGINS = 1000


def question(resource, asked):
    kind = standing_in.kind_of(asked.user) if resource.is_kept else None
    shape = resource.filters.shape(asked.filters) if asked.filters else ()
    if kind is None or shape is None:
        return Question(resource, asked)
    keep = _kept_with_filters if shape else _kept
    return keep(resource, asked.ordering, kind, asked.as_at is not None, asked.known_at is not None, shape)


class Question:
    def __init__(self, resource, asked):
        self.resource, self.asked = resource, asked
        self.rows = resource.found(asked)
        self.order = resource.order(asked, self.rows)
        self.window = None if asked.filters else windows.of(self.rows, self.order, asked, resource.existing)

    @cached_property
    def fields(self):
        return fields_of(self.rows, self.order.columns)

    def number(self, wanted):
        return wanted

    def ask(self, stretch, wanted, near, asked):
        """At most so many rows of a stretch; with `near`, among so many keys of what may be seen or not."""
        return list(self._told(stretch, wanted, near))

    def ask_one(self, key, asked):
        return list(self._one(key))

    def _told(self, stretch, wanted, near):
        told = self.resource.told(self.order.narrowed(self.rows, stretch), self.order)
        return (told if near is None else self.window.narrowed(told, stretch, near))[:wanted]

    def _one(self, key):
        return self.resource.told(self.rows.filter(**{self.resource.key: key}), self.order)[:1]


class Kept(Question):
    def __init__(self, resource, asked, marks):
        super().__init__(resource, asked)
        self.marks = marks | {mark: name for name, mark in DAYS.items()} | {MOMENT: KNOWN_AT}
        self.marks |= {asked.on + ahead: (AHEAD, ahead) for ahead in resource.days_ahead}
        self.is_planned_once = not asked.filters or resource.filters.is_planned_once(asked.filters)
        self.statements = {}

    def number(self, wanted):
        return next((each for each in NUMBERS if each >= wanted), wanted)

    def ask(self, stretch, wanted, near, asked):
        which = stretch.kind, stretch.values is None, wanted, near
        if which not in self.statements:
            self.statements[which] = self._learn(stretch, wanted, near)
        values = enumerate(stretch.values or ())
        return self.statements[which].ask(
            self._values(asked) | {n: prepared.adapted(value) for n, value in values}
        )

    def ask_one(self, key, asked):
        if KEY not in self.statements:
            mark = prepared.number(BEGINS)
            self.statements[KEY] = prepared.Statement(self._one(mark), self.marks | {mark: KEY})
        return self.statements[KEY].ask(self._values(asked) | {KEY: key})

    def _values(self, asked):
        values = standing_in.values_of(asked.user) | {TODAY: prepared.adapted(asked.today)}
        if asked.speaks_of_the_past:
            values |= {AS_AT: prepared.adapted(asked.as_at), KNOWN_AT: prepared.adapted(asked.known_at)}
        if asked.filters:
            values |= self.resource.filters.values(asked.filters)
            for ahead in self.resource.days_ahead:
                values[AHEAD, ahead] = prepared.adapted(asked.on + ahead)
        return values

    def _learn(self, stretch, wanted, near):
        marks = ()
        if stretch.values is not None:
            fields = self.fields[-len(stretch.values) :]
            marks = tuple(_mark(field, BEGINS + place) for place, field in enumerate(fields))
            stretch = Stretch(stretch.kind, marks)
        told = self._told(stretch, wanted, near)
        marks = self.marks | {mark: n for n, mark in enumerate(marks)}
        return prepared.Statement(told, marks, self.is_planned_once)


@lru_cache(maxsize=256)
def _kept(resource, ordering, kind, is_as_at, is_known_at, shape=()):
    user, marks = standing_in.stand_in(kind)
    asked = Asked(user=user, at=None, today=DAYS[TODAY], ordering=ordering)
    asked.as_at = DAYS[AS_AT] if is_as_at else None
    asked.known_at = MOMENT if is_known_at else None
    if shape:
        asked.filters, of_filters = resource.filters.stand_ins(shape)
        marks = marks | of_filters
    return Kept(resource, asked, marks)


# By itself: however many filters are put together, lists of all there is stay known.
_kept_with_filters = lru_cache(maxsize=256)(_kept.__wrapped__)


def _mark(field, place):
    if isinstance(field, DateTimeField):
        return prepared.moment(place)
    if isinstance(field, DateField):
        return prepared.day(place)
    return (prepared.text if isinstance(field, (CharField, TextField)) else prepared.number)(place)
