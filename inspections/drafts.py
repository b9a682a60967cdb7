"""The draft of an inspection under review: what was read or typed so far, as a form holds it, right or wrong.

Plain dicts that can be kept as JSON. A date is its three boxes, bodies are one to a line, a dropped area
stays.
"""

import re
from datetime import date

from inspections import frameworks, timescales
from inspections.report_reading import ReadReport

DATES = ("fieldwork_from", "fieldwork_to", "published_on", "received_on")
LONGEST_WORDS = 10_000
LONGEST_BODY = 300
EMPTY_AREA = {
    "words": "",
    "section": "",
    "subsection": "",
    "paragraph": "",
    "kind": frameworks.Kind.IMPROVEMENT.value,
    "timescale": "",
    "bodies": "",
    "theme": "",
    "page": "",
    "dropped": False,
}
EMPTY_JUDGEMENT = {"section": "", "name": "", "grade": ""}
_KIND_OF = {
    "priority action": frameworks.Kind.PRIORITY.value,
    "recommendation": frameworks.Kind.RECOMMENDATION.value,
}


class CannotMend(Exception):
    """What was asked of the draft can't be done to it; one sentence for the person."""


def empty_draft() -> dict:
    details = {
        "framework": "",
        "title": "",
        "lead_inspector": "",
        "asks_for_statement": False,
        "edition_of": "",
    }
    details |= {name: ["", "", ""] for name in DATES}
    return {"details": details, "judgements": [], "areas": []}


def draft_of(report: ReadReport) -> dict:
    """What a reading says, as the draft that a person goes on with."""
    framework = frameworks.named(report.framework)
    draft = empty_draft()
    draft["details"] |= {
        "framework": framework.key if framework else "",
        "title": framework.name if framework else report.framework or "",
        "fieldwork_from": boxes(report.started),
        "fieldwork_to": boxes(report.ended),
        "published_on": boxes(report.published),
        "lead_inspector": report.lead_inspector or "",
    }
    draft["judgements"] = [
        {
            "key": f"j{number}",
            "section": each.section or "",
            "name": each.name,
            "grade": _grade(framework, each, report.started),
        }
        for number, each in enumerate(report.judgements, 1)
    ]
    draft["areas"] = [_area(number, each) for number, each in enumerate(report.areas, 1)]
    return draft


def storable(value):
    """The same without what no database takes as text: NUL, and halves of a character."""
    if isinstance(value, dict):
        return {key: storable(each) for key, each in value.items()}
    if isinstance(value, list):
        return [storable(each) for each in value]
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "ignore").decode()
    return value


def day_in(typed) -> date | None:
    """Of three boxes; None until they are a day."""
    try:
        day, month, year = (int(box) for box in typed)
        return date(year, month, day)
    except (TypeError, ValueError, OverflowError):
        return None


def boxes(day: date | None) -> list[str]:
    return [str(day.day), str(day.month), str(day.year)] if day else ["", "", ""]


def add_area(draft: dict, after: str = "") -> str:
    """An empty area after another one, in its section and of its timescale, or at the end."""
    place = _place(draft["areas"], after) + 1 if after else len(draft["areas"])
    near = draft["areas"][place - 1] if place else EMPTY_AREA
    shared = {name: near[name] for name in ("section", "subsection", "timescale", "kind", "page")}
    area = EMPTY_AREA | shared | {"key": _free_key(draft["areas"], "a")}
    draft["areas"].insert(place, area)
    return area["key"]


def split_area(draft: dict, key: str) -> str:
    """Two areas of one, at the first line break that was typed into its words."""
    place = _place(draft["areas"], key)
    area = draft["areas"][place]
    parts = re.split(r"\s*\n\s*", area["words"].strip(), maxsplit=1)
    if len(parts) < 2:
        raise CannotMend(
            "To split an area, put the cursor where the second one begins, press Enter, then press Split."
        )
    area["words"] = parts[0]
    second = area | {"key": _free_key(draft["areas"], "a"), "words": parts[1]}
    draft["areas"].insert(place + 1, second)
    return second["key"]


def join_area(draft: dict, key: str) -> str:
    """The words of an area at the end of the one above it, with the bodies of both."""
    place = _place(draft["areas"], key)
    above = next((area for area in reversed(draft["areas"][:place]) if not area["dropped"]), None)
    if above is None:
        raise CannotMend("There is no area above this one to join it to.")
    joined = draft["areas"].pop(place)
    above["words"] = f"{above['words'].rstrip()} {joined['words'].lstrip()}".strip()
    bodies = [*above["bodies"].splitlines(), *joined["bodies"].splitlines()]
    above["bodies"] = "\n".join(dict.fromkeys(bodies))
    return above["key"]


def drop_area(draft: dict, key: str) -> str:
    draft["areas"][_place(draft["areas"], key)]["dropped"] = True
    return key


def put_back_area(draft: dict, key: str) -> str:
    draft["areas"][_place(draft["areas"], key)]["dropped"] = False
    return key


def add_judgement(draft: dict) -> str:
    key = _free_key(draft["judgements"], "j")
    draft["judgements"].append(EMPTY_JUDGEMENT | {"key": key})
    return key


def drop_judgement(draft: dict, key: str) -> str:
    draft["judgements"].pop(_place(draft["judgements"], key))
    return ""


def _place(rows, key):
    for place, row in enumerate(rows):
        if row["key"] == key:
            return place
    raise CannotMend("That one is no longer here. Somebody may have joined or dropped it.")


def _free_key(rows, letter):
    return f"{letter}{max((int(row['key'][1:]) for row in rows), default=0) + 1}"


def _area(number, read):
    timescale = timescales.labelled(read.timescale)
    return EMPTY_AREA | {
        "key": f"a{number}",
        "words": read.text,
        "section": read.section or "",
        "subsection": read.subsection or "",
        "paragraph": read.paragraph or "",
        "kind": _KIND_OF.get(read.kind, frameworks.Kind.IMPROVEMENT.value),
        "timescale": timescale.value if timescale else "",
        "bodies": "\n".join(read.bodies),
        "page": read.page or "",
    }


def _grade(framework, judgement, on):
    """By the name the framework gives it, so that "Grade 2" and "Good" are one; else as printed."""
    found = framework.grade(judgement.grade, on, judgement.name) if framework else None
    return found.name if found else judgement.grade or ""
