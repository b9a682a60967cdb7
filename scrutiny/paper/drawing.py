"""A document as the body of a page, drawn from the document alone, so that it can be stored beside it."""

from datetime import date, datetime

from django.conf import settings
from django.template.loader import render_to_string

from accounts.charts.bar import Part
from accounts.charts.burn_up import Point
from accounts.charts.sparkline import Reading
from scrutiny.change_words import KINDS

DAYS = {
    "as_at",
    "asked_on",
    "answered_on",
    "compared_with",
    "due_on",
    "expected_by",
    "forecast_on",
    "held_on",
    "on",
    "original_due_on",
    "published_on",
    "target_on",
    "updated_on",
}
MOMENTS = {"known_at"}


def draw(document):
    return render_to_string("scrutiny/paper/body.html", context_of(document))


def context_of(document):
    read = readable(document)
    actions = [action for area in read["areas"] for action in area["actions"]]
    return {
        "document": read,
        "actions": actions,
        "parts": [
            Part(each["name"], each["label"], each["number"], _anchor(each))
            for each in read["totals"]["buckets"]
        ],
        "by_bucket": [
            (each, [action for action in actions if action["bucket"] == each["name"]])
            for each in read["totals"]["buckets"]
            if each["number"]
        ],
        "points": [
            Point(point["on"], point["planned"], point["accepted"], point.get("sustained"))
            for point in read["burn_up"]["points"]
        ],
        "changes": grouped(read["changes"]),
    }


def grouped(changes):
    """[(kind, its words, [change, ...])], each kind once and in the order of KINDS."""
    found = {kind: [each for each in changes if each["kind"] == kind] for kind in KINDS}
    return [(kind, KINDS[kind], of_kind) for kind, of_kind in found.items() if of_kind]


def readable(part):
    """The same with days for their ISO texts, dots for the pictures, and addresses that hold on any host."""
    if isinstance(part, list):
        return [readable(each) for each in part]
    if not isinstance(part, dict):
        return part
    read = {key: _readable_value(key, value) for key, value in part.items()}
    if "readings" in read:
        read["dots"] = [
            Reading(each["on"], each["value"], "Hidden" if each["value"] is None else "")
            for each in read["readings"]
        ]
    return read


def _readable_value(key, value):
    if not isinstance(value, str):
        return readable(value)
    if key in DAYS:
        return date.fromisoformat(value)
    if key in MOMENTS:
        return datetime.fromisoformat(value)
    return value.removeprefix(settings.PUBLIC_URL) if key == "address" else value


def _anchor(bucket):
    return f"#bucket-{bucket['name']}" if bucket["number"] else ""
