"""Adding a paper up again: every total against the rows it counts, and against the database's own count."""

from inspections.models import AsPublished
from scrutiny.position import actions_shown

TOTALS = (("buckets", "bucket"), ("ratings", "rating"))


class Unreconciled(Exception):
    """The figures of a paper do not agree; `faults` are sentences that name the rows."""

    def __init__(self, faults):
        self.faults = faults
        super().__init__("The paper was not frozen, because its figures do not agree. " + " ".join(faults))


def reconcile(document, paper, known_at):
    """Raises Unreconciled, or says nothing."""
    found = list(faults(document, paper, known_at))
    if found:
        raise Unreconciled(found)


def faults(document, paper, known_at):
    """Sentences that say what does not agree, each with its rows."""
    yield from faults_of(document)
    yield from _against_the_database(document, paper, known_at)


def faults_of(document):
    """What does not add up in a document on its own."""
    rows = [action for area in document["areas"] for action in area["actions"]]
    yield from _doubles(rows)
    total = document["totals"]["actions"]
    if total != len(rows):
        yield f"The total says {total} actions, and {len(rows)} are listed: {_named(rows)}."
    for table, of_row in TOTALS:
        yield from _table(document["totals"][table], of_row, rows, total)
    yield from _overdue(rows)
    yield from _burn_up(document, rows)
    yield from _strangers(document, rows)


def _doubles(rows):
    seen = set()
    for row in rows:
        if row["reference"] in seen:
            yield f"Action {row['reference']} is listed twice."
        seen.add(row["reference"])


def _table(counts, of_row, rows, total):
    words = of_row.capitalize()
    for count in counts:
        listed = [row for row in rows if row[of_row] == count["name"]]
        if count["number"] != len(listed):
            yield (
                f"{words} “{count['label']}” says {count['number']}, "
                f"and {len(listed)} are listed: {_named(listed)}."
            )
    known = {count["name"] for count in counts}
    for row in rows:
        if row[of_row] not in known:
            yield f"Action {row['reference']} is counted in no {of_row}."
    added = sum(count["number"] for count in counts)
    if added != total:
        yield f"The {of_row}s add up to {added}, and the total says {total}."


def _overdue(rows):
    for row in rows:
        if (row["bucket"] == "overdue") != (row["days_overdue"] > 0):
            yield f"Action {row['reference']} is {row['bucket_label']}, {row['days_overdue']} days overdue."


def _burn_up(document, rows):
    """Up to the day of the paper the line must have come to the number of those accepted."""
    known = [point for point in document["burn_up"]["points"] if point["accepted"] is not None]
    signed_off = [row for row in rows if row["bucket"] in ("accepted", "sustained")]
    if known and known[-1]["accepted"] != len(signed_off):
        yield (
            f"The chart ends at {known[-1]['accepted']} accepted, and {len(signed_off)} are listed: "
            f"{_named(signed_off)}."
        )


def _strangers(document, rows):
    references = {row["reference"] for row in rows}
    for signed in document.get("sign_offs", ()):
        if signed["reference"] not in references:
            yield f"A sign-off is of action {signed['reference']}, which is not listed."


def _against_the_database(document, paper, known_at):
    """The same totals, counted by the database from the ledger instead of by us from the rows."""
    actions = actions_shown(paper.inspection, paper.as_at, known_at, AsPublished(paper.inspection))
    counted = {
        "buckets": actions.bucket_counts(paper.as_at),
        "ratings": actions.rating_counts(paper.as_at),
    }
    for table, of_row in TOTALS:
        for count in document["totals"][table]:
            number = counted[table][count["name"]]
            if number != count["number"]:
                listed = [
                    row
                    for area in document["areas"]
                    for row in area["actions"]
                    if row[of_row] == count["name"]
                ]
                yield (
                    f"{of_row.capitalize()} “{count['label']}” says {count['number']} ({_named(listed)}), "
                    f"and the ledger holds {number}."
                )


def _named(rows):
    return ", ".join(row["reference"] for row in rows) or "none"
