"""What waits for a person: the actions and readings that need something from them, and which most of all.

Pages and reminders ask here, so that a mail never names what the front page does not.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q

from accounts.prepared import Prepared, number
from actions.buckets import DUE_SOON, Bucket
from actions.models import Action, Measure, ProgressUpdate
from actions.models.access import held_posts
from actions.statuses import OPEN, Kind, Status

CHECK_SOON = timedelta(days=14)


@dataclass
class Work:
    """Everything that waits for one person on one day, each action in the first list that it belongs to."""

    overdue: list = field(default_factory=list)
    sent_back: list = field(default_factory=list)
    due_soon: list = field(default_factory=list)
    readings: list = field(default_factory=list)
    extensions: list = field(default_factory=list)
    sign_offs: list = field(default_factory=list)
    checks: list = field(default_factory=list)
    later: list = field(default_factory=list)

    @property
    def is_empty(self):
        return not any(vars(self).values())

    @property
    def needs_something(self):
        return any(rows for name, rows in vars(self).items() if name != "later")


def work_of(user, on):
    work = Work(
        readings=list(readings_due(user, on)),
        extensions=list(extensions_to_decide(user)),
        sign_offs=list(sign_offs_to_decide(user)),
        checks=list(checks_due(user, on)),
    )
    for action in owned_and_open(user):
        _list_for(action, work, on).append(action)
    return work


def _list_for(action, work, on):
    if action.is_overdue(on):
        return work.overdue
    if action.was_sent_back:
        return work.sent_back
    if action.due_on is not None and action.due_on <= on + DUE_SOON:
        return work.due_soon
    return work.later


def slipping(user, on):
    """For leads: how many actions of each organisation they lead are overdue and extended, where any are."""
    led = Action.objects.filter(area__inspection__organisation__in=user.organisation_ids("lead"))
    counted = led.with_bucket(on).filter(bucket_name__in=(Bucket.OVERDUE, Bucket.EXTENDED)).order_by()
    rows = counted.values_list(
        "area__inspection__organisation__name", "area__inspection__organisation__slug", "bucket_name"
    ).annotate(number=Count("pk"))
    return [
        {"organisation": name, "slug": slug, "bucket": Bucket(bucket), "number": number}
        for name, slug, bucket, number in sorted(rows)
    ]


def owned_and_open(user):
    """The open actions whose owning post the person holds, the most pressing first."""
    last_row = ProgressUpdate.objects.filter(action=OuterRef("pk"), number=OuterRef("ledger_number"))
    return (
        _ready_to_show(Action.objects.owned_by(user).filter(status__in=OPEN))
        .annotate(was_sent_back=Exists(last_row.filter(kind=Kind.RETURNED)))
        .order_by(F("due_on").asc(nulls_last=True), "area__number", "number")
    )


def extensions_to_decide(user):
    """Asked by somebody else, on actions the person leads and does not own."""
    asked_by_me = ProgressUpdate.objects.filter(action=OuterRef("pk"), kind=Kind.EXTENSION_ASKED, by=user.pk)
    waiting = with_extension_asked(user.organisation_ids("lead"))
    return _ready_to_show(waiting.exclude(Exists(asked_by_me)).exclude(owner__holder=user.pk)).order_by(
        "due_on", "area__number", "number"
    )


def with_extension_asked(organisations):
    """Of these organisations, whoever decides it."""
    of_theirs = Action.objects.filter(area__inspection__organisation__in=organisations)
    return of_theirs.filter(status__in=OPEN).exclude(proposed_due_on=None)


def sign_offs_to_decide(user):
    """Claimed done by somebody else, for an assurer who is far enough from the work to decide."""
    return _far_enough(user, claimed_done(user.organisation_ids("assurer"))).order_by("updated_on", "pk")


def claimed_done(organisations):
    """Of these organisations, whoever signs off."""
    return Action.objects.filter(area__inspection__organisation__in=organisations, status=Status.DONE)


def checks_due(user, on):
    due = with_check_due(user.organisation_ids("assurer"), on)
    return _far_enough(user, due).order_by("check_on", "pk")


def with_check_due(organisations, on):
    """Of these organisations, whoever checks."""
    of_theirs = Action.objects.filter(area__inspection__organisation__in=organisations)
    return of_theirs.filter(status=Status.ACCEPTED, check_on__lte=on + CHECK_SOON)


def readings_due(user, on):
    """Overdue readings of the measures on one's own actions, and for leads those of whole areas."""
    own = Measure.objects.filter(action__owner__in=held_posts(user), action__status__in=(*OPEN, Status.DONE))
    of_areas = Measure.objects.filter(
        action=None, area__inspection__organisation__in=user.organisation_ids("lead")
    )
    # First which they are: else the readings of every measure in the country are looked at.
    theirs = own.order_by().values("pk").union(of_areas.order_by().values("pk"))
    late = Measure.objects.filter(pk__in=theirs).overdue_readings(on).order_by().values("pk")
    related = ("area__inspection__organisation", "action__area__inspection__organisation")
    found = Measure.objects.filter(pk__in=late).with_last_reading().select_related(*related)
    return found.order_by("area__number", "name", "pk")


def with_last_words(actions):
    """Each with `last_rows`: its last ledger row, whose words are the request or the claim."""
    last = ProgressUpdate.objects.filter(number=F("action__ledger_number")).prefetch_related("evidence")
    return actions.prefetch_related(Prefetch("updates", last, to_attr="last_rows"))


def _far_enough(user, actions):
    """Without those the assurer owns, has owned, claimed or evidenced; the verb asks it all again."""
    claimed, owned, evidenced = (part for part, _ in _parts_taken([user.pk]))
    mine = ProgressUpdate.objects.filter(claimed | owned | evidenced, action=OuterRef("pk"))
    return _ready_to_show(actions).exclude(owner__holder=user.pk).exclude(Exists(mine))


def had_a_part(actions, people):
    """{(action, person), ...}: who of these people is too near to the work on which of these actions."""
    return set(_PARTS.ask(actions, people))


def _parts_of(actions, people):
    rows = ProgressUpdate.objects.filter(action__in=actions).order_by()
    first, *others = (rows.filter(part).values_list("action", who) for part, who in _parts_taken(people))
    return first.union(*others)


def _parts_taken(people):
    """Of rows by which these people claimed, owned or evidenced, each with the column that names them."""
    claimed = Q(kind=Kind.CLAIMED_DONE, by__in=people)
    owned = Q(kind__in=(Kind.PROGRESS, Kind.CLAIMED_DONE), holder__in=people)
    evidenced = Q(by__in=people) & ~Q(attached_sha256s=[])
    return (claimed, "by"), (owned, "holder"), (evidenced, "by")


_PARTS = Prepared(_parts_of, number, number)


def _ready_to_show(actions):
    return actions.select_related("owner", "area__inspection__organisation")
