"""What readers of the public pages may read of the ledgers.

Fewer words than `visible_to` would give: what is for officers only, or was taken from view, is on these pages
for nobody, because they are printed and passed on.
"""

from django.db.models import Exists, OuterRef

from actions.models import Evidence, ProgressUpdate
from actions.statuses import UPDATES, Kind, Visibility
from scrutiny.position.parts import Statement

FACTS = ("pk", "action_id", "number", "kind", "corrects_id", "words_shown", "visibility", "is_withheld")


def latest_updates(inspection, user, on, known_at):
    """{id of an action: its last update that has words for this reader}, in two queries."""
    rows = _rows(inspection, user, on, known_at).filter(kind__in=(*UPDATES, Kind.CORRECTED))
    facts = rows.values_list(*FACTS, named=True)
    corrections = _corrections(facts)
    latest = {
        row.action_id: row.pk
        for row in facts
        if row.kind in UPDATES and (_is_readable(row) or row.pk in corrections)
    }
    wanted = {*latest.values(), *(corrections[pk].pk for pk in latest.values() if pk in corrections)}
    read = rows.in_bulk(wanted) if wanted else {}
    return {
        action: _statement(read[pk], read.get(corrections[pk].pk) if pk in corrections else None)
        for action, pk in latest.items()
    }


def all_statements(inspection, user, on, known_at):
    """{id of an action: every statement with words for this reader, oldest first}"""
    rows = list(_rows(inspection, user, on, known_at))
    corrections = _corrections(rows)
    found = {}
    for row in rows:
        if row.kind != Kind.CORRECTED:
            statement = _statement(row, corrections.get(row.pk))
            if statement.note or statement.impact:
                found.setdefault(row.action_id, []).append(statement)
    return found


def evidence_titles(inspection, user, on, known_at):
    """{id of an action: titles of what stands behind the rows whose words this reader may read}"""
    pieces = (
        Evidence.objects.visible_to(user)
        .filter(update__action__area__inspection=inspection, update__happened_on__lte=on)
        .exclude(update__visibility=Visibility.OFFICERS)
        .exclude(Exists(_withholding("update")))
    )
    if known_at is not None:
        pieces = pieces.filter(update__entered_at__lte=known_at)
    found = {}
    rows = pieces.order_by("update__number", "title").values_list("update__action", "title")
    for action, title in rows:
        titles = found.setdefault(action, [])
        if title not in titles:
            titles.append(title)
    return found


def _rows(inspection, user, on, known_at):
    rows = (
        ProgressUpdate.objects.visible_to(user)
        .filter(action__area__inspection=inspection, happened_on__lte=on)
        .exclude(action__visibility=Visibility.OFFICERS)
        .annotate(is_withheld=Exists(_withholding("pk")))
        .order_by("action_id", "number")
    )
    return rows if known_at is None else rows.filter(entered_at__lte=known_at)


def _withholding(row):
    # On whatever day it was asked: what was taken from view stays out of it.
    return ProgressUpdate.objects.filter(corrects=OuterRef(row), withholds=True)


def _is_readable(row):
    return row.words_shown and row.visibility != Visibility.OFFICERS and not row.is_withheld


def _corrections(rows):
    """{id of a row: its latest correction}"""
    return {row.corrects_id: row for row in rows if row.kind == Kind.CORRECTED and _is_readable(row)}


def _statement(row, correction):
    counts = correction or row
    is_readable = _is_readable(row)
    shows = correction is not None or is_readable
    return Statement(
        number=row.number,
        on=row.happened_on,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        by_post=row.by_post,
        note=counts.note if shows else "",
        impact=counts.impact if shows else "",
        struck=row.note if correction is not None and is_readable else "",
    )
