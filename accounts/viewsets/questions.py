"""What is asked of the database for a list or one of it.

Lists that ask for all there is differ in nothing but values: where the page begins, of which day it speaks,
and who asks. Their SQL is kept. With filters it is written anew each time.
"""

from functools import cached_property, lru_cache

from django.db.models import CharField, DateField, DateTimeField, TextField

from accounts import prepared, standing_in
from accounts.viewsets import windows
from accounts.viewsets.asked import Asked
from accounts.viewsets.pages import Stretch, fields_of

# What is kept is kept for so many rows at once: who asks for fewer gets some that are then left out.
NUMBERS = (2, 11, 26, 51, 101, 201, 501, 1001)
AS_AT, TODAY, KNOWN_AT, KEY = "as at", "today", "known at", "key"
DAYS = {AS_AT: prepared.day(0), TODAY: prepared.day(1)}
MOMENT = prepared.moment(0)
# Apart from the marks of whoever asks.
BEGINS = 1000


def question(resource, asked):
    kind = standing_in.kind_of(asked.user) if resource.is_kept and not asked.filters else None
    if kind is None:
        return Question(resource, asked)
    return _kept(resource, asked.ordering, kind, asked.as_at is not None, asked.known_at is not None)


class Question:
    def __init__(self, resource, asked):
        self.resource, self.asked = resource, asked
        self.rows = resource.found(asked)
        self.order = resource.order(asked, self.rows)
        self.window = None if asked.filters else windows.of(self.rows, self.order, asked)

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
        self.statements = {}

    def number(self, wanted):
        return next((each for each in NUMBERS if each >= wanted), wanted)

    def ask(self, stretch, wanted, near, asked):
        which = stretch.kind, stretch.values is None, wanted, near
        if which not in self.statements:
            self.statements[which] = self._learn(stretch, wanted, near)
        values = enumerate(stretch.values or ())
        return self.statements[which].ask(
            _values(asked) | {n: prepared.adapted(value) for n, value in values}
        )

    def ask_one(self, key, asked):
        if KEY not in self.statements:
            mark = prepared.number(BEGINS)
            self.statements[KEY] = prepared.Statement(self._one(mark), self.marks | {mark: KEY})
        return self.statements[KEY].ask(_values(asked) | {KEY: key})

    def _learn(self, stretch, wanted, near):
        marks = ()
        if stretch.values is not None:
            fields = self.fields[-len(stretch.values) :]
            marks = tuple(_mark(field, BEGINS + place) for place, field in enumerate(fields))
            stretch = Stretch(stretch.kind, marks)
        told = self._told(stretch, wanted, near)
        return prepared.Statement(told, self.marks | {mark: n for n, mark in enumerate(marks)})


@lru_cache(maxsize=256)
def _kept(resource, ordering, kind, is_as_at, is_known_at):
    user, marks = standing_in.stand_in(kind)
    asked = Asked(user=user, at=None, today=DAYS[TODAY], ordering=ordering)
    asked.as_at = DAYS[AS_AT] if is_as_at else None
    asked.known_at = MOMENT if is_known_at else None
    return Kept(resource, asked, marks)


def _values(asked):
    values = standing_in.values_of(asked.user) | {TODAY: prepared.adapted(asked.today)}
    if asked.speaks_of_the_past:
        values |= {AS_AT: prepared.adapted(asked.as_at), KNOWN_AT: prepared.adapted(asked.known_at)}
    return values


def _mark(field, place):
    if isinstance(field, DateTimeField):
        return prepared.moment(place)
    if isinstance(field, DateField):
        return prepared.day(place)
    return (prepared.text if isinstance(field, (CharField, TextField)) else prepared.number)(place)
