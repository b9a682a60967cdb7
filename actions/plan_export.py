"""A plan as a spreadsheet: one row per action and the ledger beside it, as far as a person may see them."""

from actions.models import Action, ProgressUpdate
from actions.models.recording import day_of
from actions.plan_columns import COLUMNS, cell_of
from actions.spreadsheets import write_csv, write_xlsx
from actions.statuses import UPDATES

LEDGER = (
    "Inspection", "Reference", "Ledger number", "Kind", "Happened on", "Entered on", "Entered by", "Note",
    "Impact", "Status", "Confidence", "Deadline", "Forecast", "Owner", "Deadline asked for",
)  # fmt: skip


def export(actions, user, on, kind):
    """The file's bytes. `kind` is xlsx, with the ledger on a second sheet, or csv, without it."""
    told = with_latest_words(actions, user)
    rows = [[cell_of(action, column, words, on) for column in COLUMNS] for action, words in told]
    headings = [column.heading for column in COLUMNS]
    if kind == "csv":
        return write_csv(headings, rows)
    ledger = _ledger([action.pk for action, _ in told], user)
    return write_xlsx({"Actions": (headings, rows), "Ledger": (LEDGER, ledger)})


def with_latest_words(actions, user):
    """(action, the last words on progress that the person may read), in the order of the plan."""
    seen = Action.objects.visible_to(user).filter(pk__in=actions.values("pk"))
    found = list(
        seen.select_related("owner__organisation", "area__inspection__organisation")
        .prefetch_related("contributors")
        .order_by("area__inspection", "area__number", "number")
    )
    latest = {}
    # By their keys: to ask again which they are took PostgreSQL 30 seconds where it had not seen new rows.
    keys = [action.pk for action in found]
    rows = ProgressUpdate.objects.readable_by(user).filter(action__in=keys, kind__in=UPDATES)
    for action_id, note in rows.order_by("number").values_list("action_id", "note"):
        latest[action_id] = note
    return [(action, latest.get(action.pk, "")) for action in found]


def _ledger(keys, user):
    rows = ProgressUpdate.objects.visible_to(user).filter(action__in=keys)
    return [
        (
            row.action.area.inspection.slug,
            row.action.reference,
            row.number,
            row.get_kind_display(),
            row.happened_on,
            day_of(row.entered_at),
            row.by_post,
            row.shown_note,
            row.shown_impact,
            row.get_status_display(),
            row.get_confidence_display() if row.confidence else "",
            row.due_on,
            row.forecast_on,
            row.owner.title if row.owner else "",
            row.proposed_due_on,
        )
        for row in rows.select_related("action__area__inspection", "owner").order_by(
            "action__area__inspection", "action__area__number", "action__number", "number"
        )
    ]
