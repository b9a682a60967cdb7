"""Every chart in every state, for the page of components. Names and figures are invented."""

from datetime import date, timedelta
from decimal import Decimal

from accounts.charts.bar import Part
from accounts.charts.burn_up import Point, days_to_count
from accounts.charts.sparkline import Reading
from accounts.charts.timeline import Row

TODAY = date(2026, 11, 21)
LONG = (
    "Make sure that every child who comes into care has a health assessment within twenty working days, "
    "and that the Westmarchandeastmarchsafeguardingpartnership is told of each one that is late"
)


def states(statuses):
    return {
        "on": TODAY,
        "bars": [
            ("bar", "All buckets", _parts(statuses, (2, 5, 1, 3, 2, 1, 4, 2, 1), "/look/?bucket=")),
            ("bar-none", "No actions", _parts(statuses, (0,) * 9)),
            ("bar-one", "One bucket", _parts(statuses, (0, 0, 0, 1, 0, 0, 0, 0, 0))),
            ("bar-many", "Large and small ones", _parts(statuses, (1, 240, 1, 31, 9, 2, 214, 1, 1))),
        ],
        "burn_ups": [
            ("burn-year", "Over a year", _year(), 20),
            ("burn-weeks", "Over five weeks", _weeks(), 8),
            ("burn-one", "One day only", [Point(TODAY, 3, 1, 0)], 3),
            ("burn-none", "No deadlines", [], 0),
        ],
        "sparklines": [
            ("spark-usual", "Children in unregistered placements", _quarters("11 9 9 6 4"), 0, 11, ""),
            (
                "spark-gaps",
                "Visits within ten days",
                _quarters("71.5 - 78 * 84.25 90 *"),
                95,
                71.5,
                "%",
            ),
            ("spark-equal", "Young people whose plan is late", _quarters("3 3 3"), None, None, ""),
            ("spark-one", "Days to a first assessment", _quarters("42"), 35, None, "days"),
            ("spark-huge", "Spent on placements", _quarters("1250000 1310400.5 998000"), 0, 1250000, "£"),
            ("spark-hidden", "Children who went missing", _quarters("* *"), 0, None, ""),
            ("spark-none", "Care leavers in work", [], 60, None, "%"),
        ],
        "timelines": [
            ("time-few", "Deadlines of five actions", _few()),
            ("time-one", "One action", [Row("Publish the threshold guide", "", *[date(2026, 12, 1)] * 2)]),
            ("time-none", "No actions", []),
            ("time-many", "Deadlines of 500 actions", _many()),
        ],
    }


def _parts(statuses, numbers, address=""):
    return [
        Part(kind, words, number, f"{address}{kind}" if address else "")
        for (kind, words), number in zip(statuses, numbers, strict=True)
    ]


def _year():
    days = days_to_count(date(2026, 3, 31), date(2027, 3, 31), TODAY)
    planned = (0, 2, 2, 5, 6, 6, 9, 11, 13, 14, 15, 16, 18, 18)
    accepted = (0, 0, 1, 1, 3, 5, 5, 7, 10)
    sustained = (0, 0, 0, 0, 0, 1, 1, 3, 4)
    unknown = (None,) * (len(days) - len(accepted))
    return [
        Point(*row) for row in zip(days, planned, (*accepted, *unknown), (*sustained, *unknown), strict=True)
    ]


def _weeks():
    days = days_to_count(TODAY - timedelta(days=28), TODAY + timedelta(days=7), TODAY)
    return [Point(day, number // 6, number // 7 if day <= TODAY else None) for number, day in enumerate(days)]


def _quarters(words):
    """- is a reading nobody took, * one that is suppressed."""
    notes = {"-": "Not collected", "*": "Suppressed"}
    return [
        Reading(
            date(2025, 1, 31) + timedelta(days=91 * number),
            None if word in notes else Decimal(word),
            notes.get(word, ""),
        )
        for number, word in enumerate(words.split())
    ]


def _few():
    return [
        Row("Give each child an independent visitor", "/look/", date(2026, 6, 30), date(2026, 12, 31)),
        Row(LONG, "/look/", date(2026, 9, 30), date(2026, 12, 15), date(2027, 2, 28)),
        Row("Open the second assessment team", "/look/", *[date(2026, 10, 31)] * 3),
        Row("Bring supervision forward", "/look/", date(2027, 3, 31), date(2027, 1, 31), date(2027, 1, 15)),
        Row("Agree what good looks like", "/look/"),
    ]


def _many():
    rows = []
    for number in range(500):
        original = date(2026, 4, 30) + timedelta(days=number * 7 % 390)
        current = original + timedelta(days=number % 5 * 20)
        rows.append(Row(f"Action {number}", "", original, current, current if number % 3 else None))
    return [*rows[:-6], *(Row("Agree a deadline") for _ in range(6))]
