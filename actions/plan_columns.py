"""The columns of a plan as a spreadsheet: what stands in them, and the headings councils give them."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from actions.statuses import Confidence


@dataclass(frozen=True)
class Column:
    """`known_as` are other headings for it. What `comes_in` may change the plan; the rest is for reading."""

    name: str
    heading: str
    value: Callable
    known_as: tuple = ()
    comes_in: bool = True


def owner_label(post, organisation_id):
    """A post of another body is told apart by its body: two may have a post of the same title."""
    if post is None:
        return ""
    return post.title if post.organisation_id == organisation_id else f"{post.title} ({post.organisation})"


COLUMNS = (
    Column("inspection", "Inspection", lambda action, words, on: action.area.inspection.slug),
    Column(
        "reference", "Reference", lambda action, words, on: action.reference,
        ("ref", "action ref", "action reference", "action number", "action no", "no", "number", "id"),
    ),
    Column(
        "area", "Area", lambda action, words, on: action.area.number,
        ("area number", "area for improvement", "recommendation", "recommendation number", "finding", "afi",
         "ofsted recommendation", "area of improvement"),
    ),
    Column(
        "area_words", "Area in the inspectors' words", lambda action, words, on: action.area.words,
        comes_in=False,
    ),
    Column(
        "title", "Title", lambda action, words, on: action.title,
        ("action", "action title", "actions", "what", "task", "what we will do", "action required"),
    ),
    Column(
        "task", "What is to be done", lambda action, words, on: action.task,
        ("detail", "details", "description", "how", "steps"),
    ),
    Column(
        "good_looks_like", "What good looks like", lambda action, words, on: action.good_looks_like,
        ("good looks like", "success measure", "success measures", "success criteria", "outcome",
         "impact measure", "intended outcome", "outcomes", "what does good look like", "measure of success"),
    ),
    Column(
        "owner", "Owner",
        lambda action, words, on: owner_label(action.owner, action.area.inspection.organisation_id),
        ("lead", "lead officer", "responsible", "responsible officer", "action owner", "owner post", "who",
         "accountable", "lead post"),
    ),
    Column(
        "due_on", "Deadline", lambda action, words, on: action.due_on,
        ("due", "due date", "by when", "target date", "when", "timescale", "completion date", "date due",
         "current deadline"),
    ),
    Column(
        "progress", "Latest update", lambda action, words, on: words,
        ("update", "progress", "progress update", "comments", "commentary", "latest position",
         "current position", "progress to date", "latest progress"),
    ),
    Column(
        "confidence", "Confidence",
        lambda action, words, on: Confidence(action.confidence).label if action.confidence else "",
    ),
    Column("number", "Ledger number", lambda action, words, on: action.ledger_number),
    Column("status", "Status", lambda action, words, on: action.get_status_display(), comes_in=False),
    Column("bucket", "Where it stands", lambda action, words, on: action.bucket(on).label, comes_in=False),
    Column("rating", "Rating", lambda action, words, on: action.rating(on).rating.label, comes_in=False),
    Column("original", "Original deadline", lambda action, words, on: action.original_due_on, comes_in=False),
    Column("moved", "Times moved", lambda action, words, on: action.times_moved, comes_in=False),
    Column("forecast", "Forecast", lambda action, words, on: action.forecast_on, comes_in=False),
    Column("check", "Check on", lambda action, words, on: action.check_on, comes_in=False),
    Column(
        "contributors", "Contributing posts",
        lambda action, words, on: "; ".join(post.title for post in action.contributors.all()),
        comes_in=False,
    ),
    Column(
        "visibility", "Who may see it", lambda action, words, on: action.get_visibility_display(),
        comes_in=False,
    ),
)  # fmt: skip
INCOMING = {column.name: column for column in COLUMNS if column.comes_in}


def cell_of(action, column, words, on):
    return column.value(action, words, on)


def plain(heading):
    return re.sub(r"[^a-z0-9]+", " ", heading.casefold().replace("’", "").replace("'", "")).strip()


def knows_heading(heading):
    return any(plain(heading) in _names(column) for column in COLUMNS)


def _names(column):
    return (plain(column.heading), *column.known_as)


def guess(headings):
    """{name of the column: place}, from the headings alone. Our own heading goes before its other names."""
    found = {}
    told = [plain(heading) for heading in headings]
    taken = {told.index(plain(column.heading)) for column in COLUMNS if plain(column.heading) in told}
    for name, column in INCOMING.items():
        own = plain(column.heading)
        if own in told:
            found[name] = told.index(own)
            continue
        for known in column.known_as:
            if known in told and told.index(known) not in taken:
                found[name] = told.index(known)
                taken.add(found[name])
                break
    return found
