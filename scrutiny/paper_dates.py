"""When the papers of a meeting are due, and the count of days that shows it. Knows no database."""

from dataclasses import dataclass
from datetime import date, timedelta

from accounts.working_days import bank_holidays, is_working_day
from inspections.clocks import PAPERS, deadline


@dataclass(frozen=True)
class PapersDay:
    """`counted`: the clear days between. `passed_over`: (day, why) of weekdays that do not count."""

    due_on: date
    held_on: date
    counted: tuple[date, ...]
    passed_over: tuple[tuple[date, str], ...]

    @property
    def words(self):
        """In a sentence that somebody can follow with a calendar in hand."""
        days = ", ".join(_short(day) for day in self.counted[:-1])
        sentence = (
            f"Papers are due {PAPERS.length} before the meeting. The {len(self.counted)} days between are "
            f"{days} and {_short(self.counted[-1])}, so the last day for the papers is {_long(self.due_on)}."
        )
        if not self.passed_over:
            return sentence
        skipped = "; ".join(f"{_short(day)} ({why})" for day, why in self.passed_over)
        return f"{sentence} Not counted besides weekends: {skipped}."


def papers_day(held_on, closures):
    """`closures`: {day: what it is} of the organisation."""
    due_on = deadline(PAPERS, held_on, closures)
    between = [due_on + timedelta(days=n) for n in range(1, (held_on - due_on).days)]
    counted = tuple(day for day in between if is_working_day(day, closures))
    passed_over = tuple(
        (day, bank_holidays(day.year).get(day) or closures[day])
        for day in between
        if day not in counted and day.weekday() < 5
    )
    return PapersDay(due_on, held_on, counted, passed_over)


def _short(day):
    return f"{day:%A} {day.day} {day:%B}"


def _long(day):
    return f"{_short(day)} {day.year}"
