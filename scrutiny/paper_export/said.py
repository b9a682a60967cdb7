"""The sentences and figures of a paper's document, in the words that its Word file and its slides share."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from accounts.charts.figures import in_words

# XML has no place for these, escaped or not.
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ANSWERS = {"accepted": "Accepted", "partly": "Accepted in part", "rejected": "Rejected"}
UNANSWERED = "The executive has not answered this recommendation yet."
ASKED_BY = "A member of the committee"


def clean(words):
    return NOT_IN_XML.sub("", str(words or "")).replace("\r\n", "\n").replace("\r", "\n").strip()


def lines(words):
    """The paragraphs of a text; empty ones between them are only there to be seen."""
    return [line.strip() for line in clean(words).split("\n") if line.strip()]


def day(iso):
    """ "2026-03-03" is "3 March 2026"; what is no day stays as it is."""
    if not iso:
        return ""
    try:
        on = date.fromisoformat(str(iso)[:10])
    except ValueError:
        return clean(iso)
    return f"{on.day} {on:%B %Y}"


def number(value):
    """The value as a number, or None if it is no number: suppressed ones come as words."""
    if value is None or value == "" or isinstance(value, bool):
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def figure(value, unit=""):
    amount = number(value)
    return clean(value) if amount is None else in_words(amount, clean(unit))


def count(amount, one, many=None):
    return f"{amount} {one if amount == 1 else many or one + 's'}"


def reading(measure, row):
    shown = figure(row.get("value"), measure.get("unit"))
    more = clean(row.get("words"))
    if shown and more and more not in (shown, figure(row.get("value"))):
        shown = f"{shown} ({more})"
    return shown or more


def readings(measure):
    """["11 children on 1 July 2025", …], oldest first."""
    return [f"{reading(measure, row)} on {day(row['on'])}" for row in measure.get("readings", ())]


def target(measure):
    wanted = figure(measure.get("target"), measure.get("unit"))
    by = day(measure.get("target_on"))
    return f"{wanted} by {by}" if wanted and by else wanted


def direction(measure):
    return {"up": "Higher is better", "down": "Lower is better"}.get(
        measure.get("direction"), clean(measure.get("direction"))
    )


def area_name(area):
    place = " – ".join(clean(area.get(name)) for name in ("section", "subsection") if clean(area.get(name)))
    return f"Area {area['number']}: {place}" if place else f"Area {area['number']}"


def area_facts(area):
    """[(what, words)]: what the report says about an area besides its words."""
    facts = [("Kind", clean(area.get("kind_label") or area.get("kind")))]
    facts.append(("Paragraph", clean(area.get("paragraph"))))
    wanted = clean(area.get("timescale_label") or area.get("timescale"))
    facts.append(("Timescale in the report", wanted))
    facts.append(("Expected by", day(area.get("expected_by"))))
    facts.append(("Bodies named", ", ".join(clean(body) for body in area.get("bodies") or ())))
    return [(what, words) for what, words in facts if words]


def response(area):
    """The executive's answer to a recommendation as (heading, words), or None where none is due."""
    given = area.get("response")
    if given:
        answer = given.get("answer_label") or ANSWERS.get(given.get("answer"), clean(given.get("answer")))
        if not given.get("on"):
            return answer, clean(given.get("words"))
        return f"{answer} on {day(given['on'])}", clean(given.get("words"))
    return None


def rating(action):
    label, reason = clean(action.get("rating_label")), clean(action.get("rating_reason"))
    return f"{label}: {reason}" if label and reason else label or reason


def standing(action):
    """Its status, and the bucket where that says more: an action in progress may be overdue."""
    status, bucket = clean(action.get("status_label")), clean(action.get("bucket_label"))
    return status if not bucket or bucket == status else f"{status} ({bucket.lower()})"


def deadline(action):
    """Original and current deadline side by side, how often it moved, the forecast, and how late it is."""
    first, now = action.get("original_due_on"), action.get("due_on")
    if not now:
        told = ["No deadline"]
    elif first and first != now:
        told = [f"{day(now)}, originally {day(first)}"]
    else:
        told = [day(now)]
    if action.get("times_moved"):
        told.append(f"moved {count(action['times_moved'], 'time')}")
    if action.get("days_slipped"):
        told.append(f"{count(action['days_slipped'], 'day')} later than first set")
    if action.get("forecast_on"):
        told.append(f"forecast {day(action['forecast_on'])}")
    if action.get("days_overdue"):
        told.append(f"{count(action['days_overdue'], 'day')} overdue")
    return "; ".join(told)


def owner(action):
    post, body = clean(action.get("owner")), clean(action.get("owner_organisation"))
    return f"{post}, {body}" if post and body else post or body or "No owner"


def statement(row):
    """(heading, words, impact) of one dated public row."""
    heading = f"{day(row['on'])} – {clean(row.get('kind_label') or row.get('kind'))}"
    by = clean(row.get("by_post"))
    note = lines(row.get("note"))
    if row.get("struck"):
        note.append(f"Corrected. It first said: {' '.join(lines(row['struck']))}")
    return (f"{heading}, {by}" if by else heading), note, lines(row.get("impact"))


def statements(action):
    """Every dated row, oldest first; the latest update is told even if it is in no list."""
    rows = list(action.get("statements") or ())
    latest = action.get("latest_update")
    if latest and latest.get("number") not in {row.get("number") for row in rows}:
        rows.append(latest)
    return sorted(rows, key=lambda row: (str(row["on"]), row.get("number") or 0))


def silence(thing):
    """ "No update since 3 March 2026", however the position told it: in words, or as a number of days."""
    told = thing.get("silence")
    if not told:
        return ""
    if isinstance(told, int):
        since = day(thing.get("updated_on"))
        return (
            f"No update since {since} ({count(told, 'day')})"
            if since
            else f"No update for {count(told, 'day')}"
        )
    return clean(told)


def measures_of(document):
    """[(area, action or None, measure)], each measure once, in the order of the areas."""
    found, seen = [], set()
    for area in document["areas"]:
        placed = [(action, each) for action in area["actions"] for each in action.get("measures") or ()]
        for action, measure in [*((None, each) for each in area.get("measures") or ()), *placed]:
            if measure["id"] not in seen:
                seen.add(measure["id"])
                found.append((area, action, measure))
    return found


def change(row):
    parts = [clean(row.get("reference")), clean(row.get("title"))]
    heading = " ".join(part for part in parts if part)
    return heading, clean(row.get("label")), clean(row.get("words")), day(row.get("on"))


def question(row):
    """(heading, question, heading of the answer, answer)."""
    about = clean(row.get("about"))
    asked = f"{clean(row.get('asked_by_post')) or ASKED_BY}, {day(row['asked_on'])}"
    answered = day(row.get("answered_on"))
    return (
        f"{asked}, about {about}" if about else asked,
        lines(row.get("question")),
        f"Answer, {answered}" if answered else "Answer",
        lines(row.get("answer")) or ["Not answered yet."],
    )
