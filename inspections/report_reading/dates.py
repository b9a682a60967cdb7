"""Dates and date ranges as inspectorates print them."""

import re
from datetime import date

NAMES = "january february march april may june july august september october november december"
MONTHS = NAMES.split()
MONTH = "|".join(MONTHS)
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
SPAN = (
    rf"(?:{WEEKDAY},?\s*)?{DAY}"
    rf"(?:\s|,|&|–|—|-|/|to\b|and\b|until\b|{DAY}|\b(?:{MONTH})\b|\b{WEEKDAY}\b|20\d\d)*20\d\d"
)
SPANS = re.compile(SPAN, re.IGNORECASE)
TOKENS = re.compile(rf"(?P<year>20\d\d)|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?|(?P<month>{MONTH})", re.IGNORECASE)


def span(text: str) -> tuple[date, date] | None:
    """First and last day of the first date or range of dates in a text."""
    found = SPANS.search(text)
    return _span_of(found.group()) if found else None


def first_date(text: str) -> date | None:
    found = span(text)
    return found[0] if found else None


def _span_of(text: str) -> tuple[date, date] | None:
    days: list[list[int | None]] = []
    years = 0
    for token in TOKENS.finditer(text):
        if token.group("day"):
            days.append([int(token.group("day")), None, None])
        elif token.group("month"):
            _fill(days, 1, MONTHS.index(token.group("month").lower()) + 1)
        else:
            _fill(days, 2, int(token.group("year")))
            years += 1
    try:
        all_days = [date(year, month, day) for day, month, year in days]
    except (TypeError, ValueError):
        return None
    first, last = all_days[0], all_days[-1]
    if first > last and years == 1 and first.month > last.month:
        first = first.replace(year=last.year - 1)
    return (first, last) if first <= last else None


def _fill(days: list[list[int | None]], place: int, value: int) -> None:
    """A month or year holds for every day before it that has none yet."""
    for day in days:
        if day[place] is None:
            day[place] = value
