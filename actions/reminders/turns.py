"""Whose turn it is: their hour has come, the day is a working day, and they have no mail for it yet."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from accounts.models import ClosureDay, Membership, User
from accounts.working_days import is_working_day
from actions import stages
from actions.models import Digest, MailPreference
from actions.models.mail_preferences import USUAL_HOUR, Rhythm

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Turn:
    """`is_regular`: also for what keeps to the rhythm the person chose, not only for what never waits."""

    person: int
    on: date
    is_regular: bool
    left_out: frozenset = field(default=frozenset())

    def takes(self, key):
        stage = stages.stage(key)
        if stage.is_optional and key in self.left_out:
            return False
        return self.is_regular or not stage.keeps_rhythm


def local(at):
    """Where the service is used, by the clock on the wall there."""
    return at.astimezone(timezone.get_default_timezone())


def turns(at=None, on=None, people=None, is_hour_ignored=False):
    """Of everybody, or of these people, those whose turn it is. A few queries, whatever their number.

    With `on` it is as if that day were today and everybody's hour had come.
    """
    hour = 24 if is_hour_ignored or on is not None else local(at).hour
    on = on or local(at).date()
    candidates = _without_a_mail_for(on, people)
    at_work = at_work_on(on, candidates)
    preferences = {each.person_id: each for each in _of(people, MailPreference.objects.all())}
    undelivered = _of(people, Digest.objects.undelivered_before(on))
    owed_from_before = set(undelivered.order_by().values_list("person", flat=True))
    found = []
    for person in candidates:
        preference = preferences.get(person)
        wanted_at = preference.hour if preference else USUAL_HOUR
        if person in at_work and hour >= wanted_at:
            is_regular = person in owed_from_before or is_regular_on(preference, on)
            left_out = frozenset(preference.left_out if preference else ())
            found.append(Turn(person, on, is_regular, left_out))
    return found


def _of(people, rows):
    """Of everybody at once if nobody is named: a list of all people is too long for a question."""
    return rows if people is None else rows.filter(person__in=people)


def turn_of(person, on):
    """For one person, when it is known that a mail is on its way."""
    preference = MailPreference.objects.filter(person=person).first()
    is_regular = preference is None or not preference.is_paused(on)
    return Turn(person.pk, on, is_regular, frozenset(preference.left_out if preference else ()))


def is_regular_on(preference, on):
    """Whether it is a day that the person chose, or such a day fell on a holiday or in an outage before."""
    if preference is None:
        return True
    if preference.is_paused(on):
        return False
    if preference.rhythm == Rhythm.DAILY:
        return True
    since = max(filter(None, (preference.turn_on, preference.chosen_on - timedelta(days=1))))
    days = (on - timedelta(days=back) for back in range(min((on - since).days, WEEK.days)))
    return any(day.weekday() in preference.weekdays for day in days)


def note_turns(turns_taken):
    """So that a weekly mail which had nothing to say does not come on the next day instead."""
    regular = [turn.person for turn in turns_taken if turn.is_regular]
    if regular:
        MailPreference.objects.filter(person__in=regular).update(turn_on=turns_taken[0].on)


def _without_a_mail_for(on, people):
    """Organisation by organisation: a round then looks at the actions of few, and keeps no more of them."""
    has_one = Digest.objects.filter(person=OuterRef("pk"), local_date=on)
    found = User.objects.filter(~Exists(has_one), is_active=True)
    found = found.filter(pk__in=people) if people is not None else found
    memberships = Membership.objects.filter(user=OuterRef("pk")).order_by("organisation")
    home = Subquery(memberships.values("organisation")[:1])
    return list(found.order_by(home.asc(nulls_last=True), "pk").values_list("pk", flat=True))


def at_work_on(on, candidates):
    """Those for one of whose organisations it is a working day."""
    is_open, closed = {}, defaultdict(set)
    for organisation, day in ClosureDay.objects.filter(day=on).values_list("organisation_id", "day"):
        closed[organisation].add(day)
    wanted, at_work = set(candidates), set()
    rows = Membership.objects.order_by().values_list("user_id", "organisation_id", "organisation__calendar")
    for person, organisation, part in rows.distinct():
        if person in wanted and person not in at_work:
            if organisation not in is_open:
                is_open[organisation] = is_working_day(on, closed[organisation], part)
            if is_open[organisation]:
                at_work.add(person)
    return at_work
