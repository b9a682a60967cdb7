"""Whether a public page may have changed: one cheap query instead of the whole position.

Everything a visitor reads there lies in tables that only grow (ledger, readings) or keep a history of their
own. So the last number of each says whether anything was added since.
"""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db.models import Max, Value

from accounts.models import Organisation, Post
from actions import rating
from actions.models import Action, Measure, ProgressUpdate, Reading
from inspections.models import Area, AreaBody, Inspection, InspectionClock, Judgement
from scrutiny.models import FrozenPaper, Response

OURS = ("accounts", "inspections", "actions", "scrutiny", "templates")
KINDS = {".py", ".html"}


def fingerprint(inspections, on, *asked):
    """Changes whenever what is told of these inspections on a day may have changed, or the way it is told.

    `inspections` is a query: not even their ids are fetched.
    """
    facts = [rating.VERSION, on.isoformat(), software(), *asked, *sorted(_last_numbers(inspections))]
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:32]


def _last_numbers(inspections):
    """[(table, its last number), ...] in one query."""
    ids = inspections.order_by().values("pk")
    areas = Area.objects.filter(inspection__in=ids).order_by().values("pk")
    rows = {
        "ledger": ProgressUpdate.objects.filter(action__area__inspection__in=ids),
        "readings": Reading.objects.filter(measure__area__inspection__in=ids),
        "actions": Action.history_of_details.model.objects.filter(area__in=areas),
        "measures": Measure.history.model.objects.filter(area__in=areas),
        "bodies": AreaBody.history.model.objects.filter(area__in=areas),
        "areas": Area.history.model.objects.filter(inspection__in=ids),
        "responses": Response.history.model.objects.filter(area__in=areas),
        "papers": FrozenPaper.objects.filter(paper__inspection__in=ids),
        "clocks": InspectionClock.history.model.objects.filter(inspection__in=ids),
        "judgements": Judgement.history.model.objects.filter(inspection__in=ids),
        "inspections": Inspection.history.model.objects.all(),
        "organisations": Organisation.history.model.objects.all(),
        "posts": Post.history.model.objects.all(),
    }
    first, *others = (_last(name, found) for name, found in rows.items())
    return list(first.union(*others, all=True))


def _last(name, rows):
    rows = rows.order_by().annotate(table=Value(name)).values("table")
    return rows.annotate(last=Max(rows.model._meta.pk.attname)).values_list("table", "last")


@cache
def software():
    """A checksum of what makes the pages, so that a new release is not mistaken for the old one."""
    found = hashlib.sha256()
    for folder in OURS:
        for path in sorted(Path(settings.BASE_DIR, folder).rglob("*")):
            if path.suffix in KINDS:
                found.update(path.read_bytes())
    return found.hexdigest()[:12]
