"""Values as people write them in addresses: understood, or refused with a sentence."""

from datetime import UTC, datetime, time

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

WITHOUT = "none"


class BadValue(ValueError):
    """{name of the filter: what is wrong with its value}; a name may turn out to mean nothing only later."""

    def __init__(self, errors):
        super().__init__(errors)
        self.errors = errors


def as_day(text):
    day = _parsed(parse_date, text)
    if day is None:
        raise ValueError(f"“{text}” is not a day. Write it as 2026-03-31.")
    return day


def as_moment(text):
    """A moment with its offset from UTC. In an address + stands for a space, so a space is taken for +."""
    moment = _parsed(_in_utc, text.replace(" ", "+"))
    if moment is None:
        raise ValueError(f"“{text}” is not a moment. Write it as 2026-03-31T09:00:00Z.")
    return moment


def _in_utc(text):
    """At the ends of the calendar a moment with its offset may be none in UTC, which databases count in."""
    moment = parse_datetime(text)
    return moment.astimezone(UTC) if moment and moment.tzinfo else None


def as_day_or_moment(text):
    """Of a day its first moment."""
    if len(text) > len("2026-03-31"):
        return as_moment(text)
    return timezone.make_aware(datetime.combine(as_day(text), time.min))


def as_days(text):
    first, _, last = text.partition(",")
    days = as_day(first.strip()), as_day(last.strip())
    if days[0] > days[1]:
        raise ValueError("The first day is later than the second.")
    return days


def as_number(text):
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise ValueError(f"“{text}” is not a number. Give the id as it stands in an answer.")
    return int(text)


def as_number_or_none(text):
    if text == WITHOUT:
        return text
    try:
        return as_number(text)
    except ValueError as problem:
        raise ValueError(f"{problem} Or give {WITHOUT}.") from None


def as_yes_or_no(text):
    if text not in ("true", "false"):
        raise ValueError("Give true or false.")
    return text == "true"


def _parsed(parse, text):
    """Also nothing for a date that is well written and is not in the calendar."""
    try:
        return parse(text)
    except (ValueError, OverflowError):
        return None
