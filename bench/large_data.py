"""Councils with plans of any size, written by bulk inserts, with ledgers as whole as those the verbs write.

Names and reports are invented. Each owner holds a post below that of their lead. `overdue` actions are late
by one to thirteen days, so that nobody above is told yet; the rest are due a month to a year from the day.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import islice

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Membership, Organisation, Post, User
from actions import chain
from actions.models import Action, Change, ProgressUpdate
from actions.statuses import POSITION, Kind
from inspections.models import Area, Inspection

AT_ONCE = 2000
AREAS = 20
OPENED_DAYS_BEFORE = 20
LATEST = 13
HEAD = "Director of Improvement"
TITLE = "Review the oversight of plans in team {}"


@dataclass(frozen=True)
class Size:
    actions: int
    overdue: int
    owners: int
    organisations: int = 1


@dataclass
class Written:
    organisations: list
    leads: list
    holders: list


def write(size: Size, on) -> Written:
    """All of it or nothing. `on` is the day from which deadlines are counted."""
    with transaction.atomic():
        organisations = _organisations(size.organisations)
        leads = _people(organisations, "lead", len(organisations))
        holders = _people(organisations, "manager", size.owners)
        heads = _posts(organisations, HEAD, leads)
        posts = _posts(organisations, "Head of Service", holders, heads)
        areas = _areas(organisations, on)
        _Plan(size, on, areas, posts, {head.organisation_id: head.holder for head in heads}).write()
    return Written(organisations, leads, holders)


def _organisations(count):
    numbers = range(1, count + 1)
    rows = [Organisation(name=f"Borough {n:03}", slug=f"borough-{n:03}", kind="council") for n in numbers]
    return Organisation.objects.bulk_create(rows)


def _people(organisations, role, count):
    people = [
        User(email=f"{role}{number:05}@westmarch.example", name=f"{role.title()} {number}", password="!")
        for number in range(1, count + 1)
    ]
    User.objects.bulk_create(people, batch_size=AT_ONCE)
    Membership.objects.bulk_create(
        (
            Membership(organisation=_nth(organisations, number), user=person, role=role)
            for number, person in enumerate(people)
        ),
        batch_size=AT_ONCE,
    )
    return people


def _posts(organisations, title, holders, heads=None):
    rows = [
        Post(
            organisation=_nth(organisations, number),
            title=f"{title} {number + 1}" if heads else title,
            holder=holder,
            reports_to=_nth(heads, number) if heads else None,
        )
        for number, holder in enumerate(holders)
    ]
    return Post.objects.bulk_create(rows, batch_size=AT_ONCE)


def _areas(organisations, on):
    inspections = Inspection.objects.bulk_create(
        Inspection(
            organisation=organisation,
            framework="ilacs",
            title=f"Inspection of {organisation}",
            slug="inspection",
            published_on=on - timedelta(days=OPENED_DAYS_BEFORE + 30),
            is_public=True,
        )
        for organisation in organisations
    )
    return [
        Area.objects.bulk_create(
            Area(inspection=inspection, number=number, words=f"the oversight of plans by managers, {number}")
            for number in range(1, AREAS + 1)
        )
        for inspection in inspections
    ]


class _Plan:
    def __init__(self, size, on, areas, posts, leads):
        self.size, self.on, self.areas, self.posts, self.leads = size, on, areas, posts, leads
        self.opened_at = timezone.make_aware(datetime.combine(on - timedelta(OPENED_DAYS_BEFORE), time(9)))
        self.last_numbers = Counter()

    def write(self):
        drawn_up = (self._action(number) for number in range(self.size.actions))
        while batch := list(islice(drawn_up, AT_ONCE)):
            Action.objects.bulk_create(batch)
            rows = [self._opening(action) for action in batch]
            # The models refuse this to everybody else; the database only looks whether the rows are new.
            QuerySet.bulk_create(ProgressUpdate.objects.all(), rows)
            QuerySet.bulk_create(Change.objects.all(), [Change(update=row) for row in rows])

    def _action(self, number):
        place = number % len(self.posts)
        area = _nth(_nth(self.areas, place), number // len(self.areas))
        self.last_numbers[area.pk] += 1
        due_on = self.on + timedelta(
            -1 - number % LATEST if number < self.size.overdue else 30 + number % 330
        )
        return Action(
            area=area,
            number=self.last_numbers[area.pk],
            title=TITLE.format(number + 1),
            good_looks_like="Every plan is looked at by a manager each month.",
            owner=self.posts[place],
            due_on=due_on,
            original_due_on=due_on,
            ledger_number=1,
        )

    def _opening(self, action):
        update = ProgressUpdate(
            action=action,
            number=1,
            kind=Kind.OPENED,
            happened_on=timezone.localdate(self.opened_at),
            entered_at=self.opened_at,
            by=self.leads[action.owner.organisation_id],
            by_post=HEAD,
            holder_id=action.owner.holder_id,
            visibility=action.visibility,
            previous_hash=chain.FIRST,
            **{name: getattr(action, name) for name in POSITION},
        )
        update.hash = update.hash_now()
        return update


def _nth(rows, number):
    return rows[number % len(rows)]
