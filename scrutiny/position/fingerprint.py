"""Whether a public page may have changed: one cheap query instead of the whole position.

Everything a visitor reads there lies in tables that only grow (ledger, readings) or keep a history of their
own. Told is how many rows each has beside its last number: of two written at once the lower number may be
committed last.
"""

import hashlib

from django.contrib.staticfiles.storage import staticfiles_storage
from django.db.models import Count, Max, Sum, Value

from accounts.models import Organisation, Post
from accounts.software import software
from actions import rating
from actions.models import Action, Change, Measure, Reading
from inspections.models import Area, AreaBody, Inspection, InspectionClock, Judgement
from scrutiny.models import FrozenPaper, Response


def fingerprint(inspections, on):
    """Changes whenever what is told of these inspections on a day may have changed, or the way it is told.

    `inspections` is a query: not even their ids are fetched.
    """
    ids = inspections.order_by().values("pk")
    areas = Area.objects.filter(inspection__in=ids).order_by().values("pk")
    return _of(
        on,
        # Each row of a ledger adds one to its action's number, in the same transaction.
        _told("ledger", Action.objects.filter(area__in=areas), Sum("ledger_number")),
        _last("readings", Reading.objects.filter(measure__area__in=areas)),
        _last("actions", Action.history_of_details.model.objects.filter(area__in=areas)),
        _last("measures", Measure.history.model.objects.filter(area__in=areas)),
        _last("bodies", AreaBody.history.model.objects.filter(area__in=areas)),
        _last("areas", Area.history.model.objects.filter(inspection__in=ids)),
        _last("responses", Response.history.model.objects.filter(area__in=areas)),
        _last("papers", FrozenPaper.objects.filter(paper__inspection__in=ids)),
        _last("clocks", InspectionClock.history.model.objects.filter(inspection__in=ids)),
        _last("judgements", Judgement.history.model.objects.filter(inspection__in=ids)),
        _last("inspections", Inspection.history.model.objects.all()),
        _last("organisations", Organisation.history.model.objects.all()),
        _last("posts", Post.history.model.objects.all()),
    )


def fingerprint_of_all(on):
    """For counts over everything: the feed knows how many rows of ledgers there are without counting them."""
    without_a_place = Change.objects.filter(position__isnull=True)
    return _of(
        on,
        _told("feed", Change.objects.filter(position__isnull=False), Max("position"), Value(0)),
        _told("not yet in the feed", without_a_place, Count("pk")),
        _last("inspections", Inspection.history.model.objects.all()),
        _last("organisations", Organisation.history.model.objects.all()),
    )


def _of(on, first, *others):
    """A checksum of what these queries say, asked as one."""
    numbers = sorted(first.union(*others, all=True))
    how = [rating.VERSION, software(), getattr(staticfiles_storage, "manifest_hash", "")]
    return hashlib.sha256(repr([on.isoformat(), how, numbers]).encode()).hexdigest()[:32]


def _last(name, rows):
    return _told(name, rows, Max(rows.model._meta.pk.attname), Count("pk"))


def _told(name, rows, last, count=None):
    rows = rows.order_by().annotate(table=Value(name)).values("table")
    return rows.annotate(last=last, count=count or Count("pk")).values_list("table", "last", "count")
