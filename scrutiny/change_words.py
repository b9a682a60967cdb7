"""The words for what changed in an action or a measure. Knows no database."""

from actions.statuses import Confidence, Kind, Status

# In the order in which a committee reads them: what went wrong first.
KINDS = {
    "newly_overdue": "Newly overdue",
    "newly_extended": "Newly extended",
    "lapsed": "Lapsed",
    "moved_back": "Moved back",
    "moved_forward": "Moved forward",
    "done": "Claimed done",
    "accepted": "Accepted",
    "sustained": "Sustained",
    "reopened": "Reopened",
    "not_pursued": "Not pursued",
    "opened": "New action",
    "owner_changed": "Owner changed",
    "deadline_moved": "Deadline moved",
    "measure_moved": "Measure moved",
    "reworded": "Details changed",
    "corrected": "Words corrected",
    "no_longer_shown": "No longer shown",
}
ENTERED_LATE = "This had happened before, and was entered after the last paper was frozen."
NO_LONGER_SHOWN = "The last paper listed this action. It is not for everybody to read any more."
_OF_STATUS = {
    Kind.OPENED: ("opened", "A new action."),
    Kind.CLAIMED_DONE: ("done", "Its owner claims that it is done."),
    Kind.ACCEPTED: ("accepted", "An assurer accepted it on evidence."),
    Kind.SUSTAINED: ("sustained", "A later check found that it held."),
    Kind.LAPSED: ("lapsed", "It did not hold, and is in progress again."),
    Kind.RETURNED: ("moved_back", "An assurer sent the claim back."),
    Kind.REOPENED: ("reopened", "It was taken up again."),
    Kind.NOT_PURSUED: ("not_pursued", "It is not pursued any more."),
    Kind.SUPERSEDED: ("not_pursued", "Another action took its place."),
    Kind.REWORDED: ("reworded", "Its own words were changed."),
}
_STANDING = [Confidence.OFF_TRACK, Confidence.AT_RISK, Confidence.ON_TRACK]


def day(date):
    return f"{date.day} {date:%B %Y}"


def of_row(row, before):
    """(kind of change, words), or (None, "") for a row that moved nothing. `before` is the row before it."""
    if row.kind in _OF_STATUS:
        kind, words = _OF_STATUS[row.kind]
        return kind, _opened(row) if kind == "opened" else words
    if row.kind == Kind.CORRECTED:
        return "corrected", _corrected(row)
    if before is None:
        return None, ""
    if row.due_on != before.due_on:
        return _deadline(row, before)
    if row.owner_id != before.owner_id:
        return "owner_changed", f"From {_post(before.owner)} to {_post(row.owner)}."
    return _progress(row, before)


def _opened(row):
    due = f", due {day(row.due_on)}" if row.due_on else ", without a deadline yet"
    return f"A new action of {_post(row.owner)}{due}."


def _corrected(row):
    number = row.corrects.number
    if row.withholds:
        return f"The words of row {number} of {day(row.corrects.happened_on)} were taken from view."
    return f"The words of row {number} of {day(row.corrects.happened_on)} were corrected."


def _deadline(row, before):
    if before.due_on is None:
        return "deadline_moved", f"A first deadline was set: {day(row.due_on)}."
    words = f"The deadline moved from {day(before.due_on)} to {day(row.due_on)}."
    original = row.original_due_on
    was_extended = before.due_on > before.original_due_on
    if row.due_on > original and not was_extended:
        return "newly_extended", words
    return "deadline_moved", f"{words} The original one was {day(original)}."


def _progress(row, before):
    told = [
        (1, "Work has begun.") if _begun(row, before) else None,
        _confidence(row, before),
        _forecast(row, before),
    ]
    told = [each for each in told if each]
    if not told:
        return None, ""
    # Bad news in a row outweighs its good news.
    kind = "moved_back" if min(way for way, _ in told) < 0 else "moved_forward"
    return kind, " ".join(words for _, words in told)


def _begun(row, before):
    return before.status == Status.NOT_STARTED and row.status == Status.IN_PROGRESS


def _confidence(row, before):
    if row.confidence == before.confidence or row.confidence not in _STANDING:
        return None
    now = Confidence(row.confidence).label.lower()
    if before.confidence not in _STANDING:
        return None if row.confidence == Confidence.ON_TRACK else (-1, f"Its owner says it is {now}.")
    was = Confidence(before.confidence).label.lower()
    way = 1 if _STANDING.index(row.confidence) > _STANDING.index(before.confidence) else -1
    return way, f"Its owner says it is {now}; before it was {was}."


def _forecast(row, before):
    expected, was = row.forecast_on or row.due_on, before.forecast_on or before.due_on
    if expected is None or was is None or expected == was:
        return None
    way = "later" if expected > was else "earlier"
    return -1 if expected > was else 1, f"It is forecast for {day(expected)}, {way} than {day(was)}."


def overdue(action):
    days = action["days_overdue"]
    return f"Its deadline has passed: {days} {'day' if days == 1 else 'days'} overdue."


def _post(owner):
    return owner.title if owner else "no post"


def of_measure(before, after):
    """(day, words) for each figure that the earlier document did not have, or had otherwise."""
    known = {each["on"]: each for each in before["readings"]} if before else {}
    last = before["readings"][-1] if before and before["readings"] else None
    for reading in after["readings"]:
        on = reading["on"]
        if on in known and known[on]["words"] != reading["words"]:
            yield on, f"The figure of that day was corrected to {reading['words']} from {known[on]['words']}."
    new = [each for each in after["readings"] if each["on"] not in known]
    if new:
        yield new[-1]["on"], _moved(after, last, new[-1])


def _moved(measure, last, now):
    words = now["words"][:1].upper() + now["words"][1:]
    if last is None:
        return f"{words}: the first figure."
    if last["value"] is None or now["value"] is None:
        return f"{words}; before: {last['words']}."
    if last["value"] == now["value"]:
        return f"{words}, as before."
    is_better = (now["value"] > last["value"]) == (measure["direction"] == "up")
    return f"{words}, {'better' if is_better else 'worse'} than {last['words']} before."
