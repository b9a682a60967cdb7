from django import template

from actions import deadlines
from actions.buckets import Bucket

register = template.Library()


@register.filter
def late_or_left(due_on, on):
    return deadlines.late_or_left(due_on, on)


@register.filter
def moved_by(days):
    return deadlines.moved_by(days)


@register.filter
def rows_on(actions, on):
    """Actions as a plan's table tells them, in words: a template takes its time over what it must look up."""
    return [_row(action, on) for action in actions]


def _row(action, on):
    rated, bucket = action.rating(on), action.bucket(on)
    has_moved = action.times_moved and action.original_due_on != action.due_on
    return {
        "key": str(action.pk),
        "number": str(action.ledger_number),
        "words": str(action),
        "address": action.get_absolute_url(),
        "owner": action.owner.title if action.owner else "",
        "due": _day(action.due_on),
        "original": _day(action.original_due_on) if has_moved else "",
        "times": action.times_moved,
        "forecast": _day(action.forecast_on),
        "bucket": bucket.value,
        "stands": bucket.label,
        "late": deadlines.late_or_left(action.due_on, on) if bucket == Bucket.OVERDUE else "",
        "rating": rated.rating.value,
        "rated": rated.rating.label,
        "reason": rated.reason,
    }


def _day(day):
    return f"{day:%-d %B %Y}" if day else ""


@register.filter
def bucket_on(action, on):
    return action.bucket(on)


@register.filter
def rating_on(action, on):
    return action.rating(on)
