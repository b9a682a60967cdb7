"""How far away a day is, in the words people use."""

from functools import lru_cache


@lru_cache(maxsize=2**12)  # A morning's reminders are thousands, of few days.
def late_or_left(due_on, on):
    """“41 days late”, “due today”, “due in 3 days”; “no deadline” without one."""
    if due_on is None:
        return "no deadline"
    days = (due_on - on).days
    if days == 0:
        return "due today"
    if days < 0:
        return f"{_days(-days)} late"
    return "due tomorrow" if days == 1 else f"due in {_days(days)}"


def moved_by(days):
    """“moved back by 41 days”; a deadline can be brought forward too."""
    if not days:
        return "not moved"
    return f"moved {'back' if days > 0 else 'forward'} by {_days(abs(days))}"


def _days(number):
    return "1 day" if number == 1 else f"{number:,} days"
