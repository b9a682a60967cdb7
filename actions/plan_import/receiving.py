from datetime import timedelta

import structlog

from actions import plan_columns
from actions.models import PlanImport
from actions.spreadsheets import NotRead, read

log = structlog.get_logger(__name__)

NAME_LONGEST = 255
KEPT = timedelta(days=30)


def receive(inspection, by, at, file):
    """Keeps the cells as text, with a guess at which column is which. Raises NotRead with a sentence.

    What is a month old goes: applied, it stands in the ledgers; unapplied, nobody needed it.
    """
    try:
        table = read(file.name, file, plan_columns.knows_heading)
    except NotRead:
        log.warning("file_refused", door="plan", person=by.pk, inspection=inspection.pk, size=file.size)
        raise
    PlanImport.objects.filter(inspection=inspection, made_at__lt=at - KEPT).delete()
    return PlanImport.objects.create(
        inspection=inspection,
        name=file.name[-NAME_LONGEST:],
        headings=table.headings,
        rows=table.rows,
        columns=plan_columns.guess(table.headings),
        made_by=by,
        made_at=at,
    )


def rows_of(plan_import):
    """(line of the file, {what it is: its text}), by the columns as they are matched."""
    for number, cells in plan_import.rows:
        yield (
            number,
            {name: cells[place] for name, place in plan_import.columns.items() if place < len(cells)},
        )
