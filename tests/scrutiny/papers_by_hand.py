"""A paper's document made by hand, in the shape of a real progress deck and in words of our own."""

import io
import zipfile
from itertools import count

from lxml import etree

TOPICS = (
    "Homes for older children", "Talks after going missing", "Demand at the first door", "Notes of meetings",
    "Memory boxes", "Settled homes", "Homes with support", "Lessons from visits", "Unlisted homes",
    "Kinship carers",
)  # fmt: skip
FIGURES = (  # name, unit, first and last value: None stands for one that was never taken
    ("Unlisted homes in use", "children", "11", "4"), ("Talks held within 72 hours", "%", None, "26"),
    ("Carers approved", "carers", "14", "20"), ("New homes opened", "homes", "0", "3"),
    ("Staff who joined", "staff", None, "23"), ("Weekends away offered", "weekends a year", "12", "20"),
    ("Cases looked at", "cases", None, "41"), ("Decisions found right", "%", "88.5", "95"),
    ("Late answers from partners", "%", None, "25"), ("Children matched", "children", "40", "61"),
    ("Boxes begun", "boxes", "-3", "7"), ("Reviews in time", "%", "61", "79.25"),
    ("Cost of a place", "£", "4100", "3875.5"),
)  # fmt: skip


def area(number, topic, measures, **more):
    kept = {
        "number": number, "section": topic, "subsection": "", "paragraph": f"{number}.4",
        "kind": "improvement", "kind_label": "Area for improvement", "timescale": "three_months",
        "timescale_label": "Within three months", "expected_by": "2026-01-01",
        "words": f"The council should put {topic.lower()} right,\nfor each child & <family>.",
        "bodies": ["Westmarch County Council"], "response": None, "measures": measures[:1],
        "actions": [action(number, topic, measures[1:])],
    }  # fmt: skip
    return kept | more


def action(number, topic, measures):
    numbers = count(1)
    told = [
        ("2026-03-03", f"A panel looks at {topic.lower()} each month.", "Fewer children wait."),
        ("2026-04-17", "Its form was rewritten:\nWho is asked first?\nWhat is written down?", ""),
        ("2026-05-20", f"“{topic}” – checked by sample № {number}; 95 % were in order.", ""),
    ]
    statements = [
        {"on": on, "kind_label": "Progress recorded", "note": note, "impact": impact,
         "by_post": "Head of Service, Placements", "number": next(numbers),
         "struck": "It was written wrongly." if "sample" in note else ""}
        for on, note, impact in told
    ]  # fmt: skip
    return {
        "id": number, "reference": f"{number}.1", "address": f"https://west.example/actions/{number}",
        "title": f"Mend {topic.lower()}", "task": f"Write a plan for {topic.lower()}.",
        "good_looks_like": "Each child has a home near to school.", "owner": "Head of Service, Placements",
        "owner_organisation": "Westmarch County Council", "contributors": ["Designated Nurse"],
        "status": "in_progress",
        "status_label": "In progress",
        "bucket": "overdue", "bucket_label": "Overdue", "rating": "red", "rating_label": "Red",
        "rating_reason": "Its deadline has passed.", "original_due_on": "2026-02-01", "due_on": "2026-05-01",
        "forecast_on": "2026-07-15", "times_moved": 2, "days_slipped": 89, "days_overdue": 41,
        "updated_on": "2026-05-20", "silence": "No update since 20 May 2026.", "ledger_number": 3,
        "latest_update": statements[-1], "statements": statements,
        "evidence": [f"Minutes about {topic.lower()}"], "measures": measures,
    }  # fmt: skip


def measure(number, name, unit, first, last):
    readings = [("2025-07-31", first), ("2026-01-31", last)]
    return {
        "id": number, "name": name, "unit": unit, "definition": f"Counted on the last day: {name.lower()}.",
        "direction": "down", "baseline": first, "target": "2", "target_on": "2026-12-31", "silence": "",
        "readings": [{"on": on, "value": value, "words": ""} for on, value in readings if value is not None],
    }  # fmt: skip


def document(**more):
    """Two areas of the report and eight further ones, thirteen measures, dated statements under each."""
    measures = [measure(number, *facts) for number, facts in enumerate(FIGURES, 1)]
    measures[4]["readings"].append({"on": "2026-02-28", "value": None, "words": "fewer than 5"})
    given = [measures[:2], measures[2:4], *([each] for each in measures[4:12]), [measures[12]]]
    areas = [area(number, topic, given[number - 1]) for number, topic in enumerate(TOPICS, 1)]
    areas[9]["measures"] += given[10]
    areas[8] |= {"actions": [], "response": {"answer": "partly", "words": "The cabinet will look again.",
                                             "on": "2026-03-30"}}  # fmt: skip
    buckets = [("overdue", "Overdue", 9), ("in_progress", "In progress", 0), ("accepted", "Accepted", 1)]
    kept = {
        "format": 1, "title": "Progress on the action plan",
        "organisation": {"name": "Westmarch", "slug": "west"},
        "inspection": {
            "title": "Children’s services, 2025", "slug": "cs-2025", "framework": "Inspection of services",
            "published_on": "2025-10-01", "address": "https://west.example/cs-2025",
            "judgements": [{"section": "Overall", "name": "Overall effectiveness", "grade": "Good"},
                           {"section": "", "name": "Leadership", "grade": ""}],
        },
        "committee": {"name": "Children and Families Committee"},
        "meeting": {"held_on": "2026-06-11", "place": "Shire Hall"}, "as_at": "2026-06-01",
        "known_at": "2026-06-01T15:30:00+00:00",
        "previous": {"as_at": "2026-03-01", "address": "https://west.example/papers/1", "sha256": "ab" * 32},
        "headline": ["1 of 10 actions accepted; 9 overdue, the oldest by 41 days.", "2 were extended twice."],
        "rating_rule": {"version": 1, "words": [{"rating": "red", "label": "Red", "words": "It is late."}]},
        "totals": {
            "actions": 10,
            "buckets": [{"name": name, "label": label, "number": n} for name, label, n in buckets],
            "ratings": [{"name": "red", "label": "Red", "number": 9},
                        {"name": "blue", "label": "Blue", "number": 1}],
        },
        "burn_up": {"points": [{"on": f"2026-0{month}-01", "planned": month * 2, "accepted": month // 2,
                                "sustained": month // 4}
                               for month in (1, 2, 3, 4)]},
        "areas": areas,
        "changes": [{"kind": "overdue", "label": "Newly overdue", "reference": "2.1", "title": "Mend talks",
                     "words": "It was due on 1 May.", "on": "2026-05-02", "address": "", "number": 4}],
        "sign_offs": [{"reference": "9.2", "title": "Write a guide", "kind_label": "Accepted",
                       "on": "2026-04-30", "by_post": "Head of Quality",
                       "note": "The guide was read and used."}],
        "decisions_asked": ["Note what was done", "Ask for a report on homes"],
        "commentary": "The year was a hard one.\n\nStaff stayed all the same.",
        "questions": [
            {"asked_on": "2026-06-05", "asked_by_post": "A member of the committee", "about": "action 1.1",
             "question": "How many children wait?", "answer": "Nine, on the day of this paper.",
             "answered_on": "2026-06-08"},
            {"asked_on": "2026-06-06", "asked_by_post": "A member of the committee", "about": "the paper",
             "question": "Why is there no date?", "answer": "", "answered_on": None},
        ],
        "glossary": [{"term": "BI", "words": "business intelligence: the people who make the figures"}],
    }  # fmt: skip
    return kept | more


def text_of(content):
    """All that a Word file or a deck says, with the words of pictures, notes and charts."""
    said = []
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        for name in file.namelist():
            if name.endswith(".xml") and not name.startswith(("docProps", "ppt/slideLayouts", "ppt/theme")):
                root = etree.fromstring(file.read(name))
                for paragraph in root.iter("{*}p"):
                    said.append("".join(part.text or "" for part in paragraph.iter("{*}t")))
    return " ".join(" ".join(said).split())
