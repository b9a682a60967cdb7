"""A paper's figures as a table of one line for each (CSV), and the whole document as JSON."""

import json

from actions.spreadsheets import writing
from scrutiny.paper_export import said

HEADINGS = ("Part", "Area", "Action", "What", "On", "Value", "Unit", "Words", "Ledger number")


def write_json(document):
    return (json.dumps(document, ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()


def write_csv(document):
    return writing.write_csv(HEADINGS, [_line(**line) for line in _lines(document)])


def _line(part, what, area="", action="", on="", value="", unit="", words="", number=""):
    shown = said.number(value)
    return [
        part,
        area,
        said.clean(action),
        said.clean(what),
        on or "",
        # A number goes in as one, so that a minus is not taken for the start of a formula.
        said.clean(value) if shown is None else shown,
        said.clean(unit),
        said.clean(words),
        "" if number is None else number,
    ]


def _lines(document):
    yield {"part": "About", "what": "Position as at", "on": document["as_at"], "words": document["title"]}
    for sentence in document["headline"]:
        yield {"part": "Headline", "what": "Headline", "words": sentence}
    totals = document["totals"]
    yield {"part": "Totals", "what": "All actions", "value": totals["actions"]}
    for key, part in (("buckets", "Totals"), ("ratings", "Ratings")):
        for each in totals[key]:
            yield {"part": part, "what": each["label"], "value": each["number"]}
    for point in (document.get("burn_up") or {}).get("points") or ():
        for key in ("planned", "accepted", "sustained"):
            if key in point:
                yield {"part": "Burn-up", "what": key.title(), "on": point["on"], "value": point[key]}
    for area in document["areas"]:
        yield from _of_area(area)
    for row in document.get("changes") or ():
        heading, label, words, _ = said.change(row)
        yield {"part": "Changes", "action": row.get("reference") or "", "what": label, "on": row.get("on"),
               "words": words or heading, "number": row.get("number")}  # fmt: skip
    for row in document.get("sign_offs") or ():
        yield {"part": "Signed off", "action": row.get("reference") or "", "what": row.get("kind_label"),
               "on": row.get("on"), "words": row.get("note"), "number": row.get("number")}  # fmt: skip


def _of_area(area):
    about = {"area": area["number"]}
    yield about | {"part": "Areas", "what": said.area_name(area), "on": area.get("expected_by"),
                   "words": area["words"]}  # fmt: skip
    answered = said.response(area)
    if answered:
        yield about | {"part": "Responses", "what": answered[0], "on": (area["response"] or {}).get("on"),
                       "words": answered[1]}  # fmt: skip
    for measure in area.get("measures") or ():
        yield from _of_measure(measure, about)
    for action in area["actions"]:
        yield from _of_action(action, about | {"action": action["reference"]})


def _of_action(action, about):
    about = about | {"part": "Actions"}
    yield about | {"what": "Title", "words": action["title"]}
    yield about | {"what": "Owner", "words": said.owner(action)}
    yield about | {"what": "Status", "words": said.standing(action), "number": action.get("ledger_number")}
    yield about | {"what": "Rating", "words": said.rating(action)}
    for key, what in (
        ("original_due_on", "Original deadline"),
        ("due_on", "Deadline"),
        ("forecast_on", "Forecast"),
        ("updated_on", "Last update"),
    ):
        if action.get(key):
            yield about | {"what": what, "on": action[key]}
    for key, what, unit in (
        ("times_moved", "Times the deadline moved", "times"),
        ("days_slipped", "Days later than first set", "days"),
        ("days_overdue", "Days overdue", "days"),
    ):
        if action.get(key) is not None:
            yield about | {"what": what, "value": action[key], "unit": unit}
    for row in said.statements(action):
        yield about | {"part": "Statements", "what": row.get("kind_label"), "on": row["on"],
                       "words": row.get("note"), "number": row.get("number")}  # fmt: skip
        if row.get("impact"):
            yield about | {"part": "Statements", "what": "Impact", "on": row["on"], "words": row["impact"],
                           "number": row.get("number")}  # fmt: skip
    for measure in action.get("measures") or ():
        yield from _of_measure(measure, about)


def _of_measure(measure, about):
    about = about | {"part": "Measures", "what": measure["name"], "unit": measure.get("unit")}
    if said.number(measure.get("baseline")) is not None:
        yield about | {"value": measure["baseline"], "words": "Baseline"}
    for row in measure.get("readings") or ():
        yield about | {"on": row["on"], "value": row.get("value"), "words": row.get("words")}
    if said.number(measure.get("target")) is not None:
        yield about | {"on": measure.get("target_on"), "value": measure["target"], "words": "Target"}
    if not measure.get("readings"):
        yield about | {"words": said.silence(measure) or "No reading yet"}
