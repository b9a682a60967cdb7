"""Words for what an action and its ledger hold: `{% load ledger %}`."""

from django import template

from accounts.charts import figures
from actions.statuses import Confidence, Status

register = template.Library()


def _day(day):
    return f"{day:%-d %B %Y}" if day else "none"


def _post(row):
    return row.owner.title if row.owner else "nobody"


def _other(row):
    return row.superseded_by.reference if row.superseded_by else "none"


TOLD = {
    "status": ("Status", lambda row: Status(row.status).label),
    "confidence": ("Confidence", lambda row: Confidence(row.confidence).label),
    "owner_id": ("Owner", _post),
    "due_on": ("Deadline", lambda row: _day(row.due_on)),
    "proposed_due_on": ("Deadline asked for", lambda row: _day(row.proposed_due_on)),
    "forecast_on": ("Forecast", lambda row: _day(row.forecast_on)),
    "check_on": ("To be checked on", lambda row: _day(row.check_on)),
    "superseded_by_id": ("Its place is taken by", _other),
}


@register.filter
def changes(entry):
    """[(what, before, after)] of an entry of the history; of the first one, what it began with."""
    if entry.previous is None:
        return [(TOLD[name][0], "", TOLD[name][1](entry.update)) for name in ("owner_id", "due_on")]
    moved = set(entry.moved)
    if entry.update.proposed_due_on is None:
        # That a request is over is said by what decided it.
        moved.discard("proposed_due_on")
    return [
        (words, said(entry.previous), said(entry.update))
        for name, (words, said) in TOLD.items()
        if name in moved
    ]


@register.filter
def figure_of(reading, unit=""):
    return "withdrawn" if reading.value is None else figures.in_words(reading.value, unit)


@register.filter
def short_checksum(sha256):
    """Enough of it to compare by eye."""
    return " ".join(sha256[at : at + 4] for at in range(0, 16, 4))
