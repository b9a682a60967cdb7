"""An action's history as a page shows it."""

from dataclasses import dataclass, field

from actions.statuses import Kind


@dataclass
class Entry:
    """One row with what came of it later. `note` and `impact` are empty where not for this person."""

    update: object
    note: str
    impact: str
    corrections: list = field(default_factory=list)
    previous: object = None
    evidence: list = field(default_factory=list)

    @property
    def is_corrected(self):
        """Shown struck through, with its corrections beside it."""
        return bool(self.corrections)

    @property
    def words_withheld(self):
        return not self.update.words_shown

    @property
    def moved(self):
        """The names of what this row changed in the position."""
        if self.previous is None:
            return []
        before = self.previous.position
        return [name for name, value in self.update.position.items() if value != before[name]]


def history(action, user):
    """Oldest first. Corrections stand as rows of their own and beside the row they correct."""
    rows = action.updates.visible_to(user).select_related("owner", "superseded_by__area", "corrects")
    entries, by_id, previous = [], {}, None
    for row in rows.prefetch_related("evidence").order_by("number"):
        entry = Entry(row, row.shown_note, row.shown_impact, previous=previous)
        entry.evidence = list(row.evidence.all()) if row.words_shown else []
        entries.append(entry)
        by_id[row.pk] = entry
        if row.kind == Kind.CORRECTED and row.corrects_id in by_id:
            by_id[row.corrects_id].corrections.append(entry)
        previous = row
    return entries
