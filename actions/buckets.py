"""The bucket an action is in on a day. Every action is in exactly one, so totals reconcile."""

from datetime import date, timedelta

from actions.statuses import OPEN, Status, Word

DUE_SOON = timedelta(days=14)


class Bucket(Word):
    NOT_STARTED = "not_started", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    DUE_SOON = "due_soon", "Due soon"
    EXTENDED = "extended", "Extended"
    OVERDUE = "overdue", "Overdue"
    DONE = "done", "Done"
    ACCEPTED = "accepted", "Accepted"
    SUSTAINED = "sustained", "Sustained"
    NOT_PURSUED = "not_pursued", "Not pursued"


# In order: the first that fits is the bucket.
RULE_IN_WORDS = {
    Bucket.NOT_PURSUED: "It was closed without being done, or another action took its place.",
    Bucket.SUSTAINED: "A later check confirmed that the improvement held.",
    Bucket.ACCEPTED: "An assurer accepted it on evidence.",
    Bucket.DONE: "Its owner claims that it is done; nobody has checked that yet.",
    Bucket.OVERDUE: "It is open and its deadline has passed.",
    Bucket.EXTENDED: "It is open and its deadline is later than the original one.",
    Bucket.DUE_SOON: f"It is open and its deadline is today or within {DUE_SOON.days} days.",
    Bucket.IN_PROGRESS: "Work has begun.",
    Bucket.NOT_STARTED: "No work has been recorded yet.",
}


def bucket_of(position, on: date) -> Bucket:
    """`position` is anything that holds one: an action, a ledger row, an action as at a day."""
    if position.status not in OPEN:
        return Bucket(position.status)
    if is_overdue(position, on):
        return Bucket.OVERDUE
    if is_extended(position):
        return Bucket.EXTENDED
    if position.due_on is not None and position.due_on <= on + DUE_SOON:
        return Bucket.DUE_SOON
    return Bucket.IN_PROGRESS if position.status == Status.IN_PROGRESS else Bucket.NOT_STARTED


def is_overdue(position, on: date) -> bool:
    """A deadline is met on its own day: overdue begins the day after."""
    return position.status in OPEN and position.due_on is not None and position.due_on < on


def is_extended(position) -> bool:
    return position.due_on is not None and position.due_on > position.original_due_on
