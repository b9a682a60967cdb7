"""What one row of the file asks for, found out without doing anything."""

import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from accounts.date_input import KnownDay
from accounts.models import Post
from actions import plan
from actions.models import Action
from actions.plan_columns import INCOMING, owner_label
from actions.plan_export import with_latest_words
from actions.statuses import Confidence

NEW, CHANGED, SAME, REFUSED = "new", "changed", "same", "refused"
REFERENCE = re.compile(r"(\d{1,6})\.(\d{1,6})")
AREA = re.compile(r"(?:\D{0,40}\s)?(\d{1,6})(?:[.\s:)].*)?", re.DOTALL)
WORDS = ("title", "task", "good_looks_like")


@dataclass
class Line:
    """`wanted` is what to do, `changes` the same for people to read: (label, before, after)."""

    number: int
    state: str = SAME
    action: object = None
    area: object = None
    title: str = ""
    reference: str = ""
    based_on: int = 0
    wanted: dict = field(default_factory=dict)
    changes: list = field(default_factory=list)
    refused: str = ""

    def refuse(self, sentence):
        self.state, self.refused = REFUSED, sentence

    @property
    def has_something_to_do(self):
        return self.state in (NEW, CHANGED)


class Plan:
    """What the rows are compared with, asked for once."""

    def __init__(self, inspection, user):
        self.inspection = inspection
        self.areas = {area.number: area for area in inspection.areas.all()}
        self.by_words = {_squeezed(area.words): area for area in self.areas.values()}
        found = with_latest_words(Action.objects.filter(area__inspection=inspection), user)
        self.actions = {action.reference: action for action, _ in found}
        self.latest = {action.pk: words for action, words in found}
        self.by_title = {(action.area_id, _squeezed(action.title)): action for action, _ in found}
        own = Post.objects.filter(organisation=inspection.organisation_id)
        named = Post.objects.filter(organisation__named_in__area__inspection=inspection)
        self.posts = {}
        for post in (own | named).distinct().select_related("organisation"):
            label = owner_label(post, inspection.organisation_id)
            self.posts[_squeezed(label)] = post
        self.seen = {}

    def area_in(self, text):
        """By its number, however it is dressed up, or by its words."""
        if not text:
            return None
        words = self.by_words.get(_squeezed(text))
        if words is not None:
            return words
        number = AREA.fullmatch(text.strip())
        return self.areas.get(int(number[1])) if number else None


def line_of(number, cells, plan):
    line = Line(number, title=_one_line(cells.get("title", ""))[:200])
    try:
        _find(line, cells, plan)
        _must_be_the_only_one(line, plan)
        if line.action is None:
            _ask_for_a_new_one(line, cells, plan)
        else:
            _compare(line, cells, plan)
    except ValidationError as problem:
        line.refuse(" ".join(problem.messages))
    return line


def _find(line, cells, plan):
    told = cells.get("inspection", "")
    if told and told not in (plan.inspection.slug, plan.inspection.title):
        raise ValidationError(f"This row belongs to another inspection: “{told[:80]}”.")
    line.reference = cells.get("reference", "")[:40]
    line.action = plan.actions.get(line.reference)
    if line.action is not None:
        line.area = line.action.area
        line.title = line.title or line.action.title
        return
    line.area = plan.area_in(cells.get("area", ""))
    if line.area is None and REFERENCE.fullmatch(line.reference):
        line.area = plan.areas.get(int(line.reference.partition(".")[0]))
    if line.area is None:
        raise ValidationError(
            "It does not say which area it is for. Give the area's number, or the inspectors' exact words."
        )
    line.action = plan.by_title.get((line.area.pk, _squeezed(line.title)))
    line.reference = line.action.reference if line.action else ""


def _must_be_the_only_one(line, plan):
    key = line.action.pk if line.action else (line.area.pk, _squeezed(line.title))
    if key in plan.seen:
        raise ValidationError(f"Row {plan.seen[key]} is about the same action. Put them together.")
    plan.seen[key] = line.number


def _ask_for_a_new_one(line, cells, compared):
    if not line.title:
        raise ValidationError("It has no title. Say in a few words what the action is.")
    line.wanted = {
        "title": _one_line(cells["title"]),
        "task": cells.get("task", ""),
        "good_looks_like": cells.get("good_looks_like") or plan.good_looks_like(line.area.words),
        "owner": _post(cells, compared),
        "due_on": _day(cells),
        "progress": cells.get("progress", ""),
        "confidence": _confidence(cells),
    }
    line.state = NEW
    line.changes = [(_label(name), "", _said(value)) for name, value in line.wanted.items() if value]


def _compare(line, cells, plan):
    action = line.action
    now = {
        **{name: getattr(action, name) for name in WORDS},
        "owner": action.owner,
        "due_on": action.due_on,
        "progress": plan.latest.get(action.pk, ""),
        "confidence": action.confidence,
    }
    asked = {
        **{name: cells.get(name, "") for name in WORDS},
        "owner": _post(cells, plan),
        "due_on": _day(cells),
        "progress": cells.get("progress", ""),
        "confidence": _confidence(cells),
    }
    line.wanted = {name: value for name, value in asked.items() if value and _differs(now[name], value)}
    line.based_on = action.ledger_number
    if not line.wanted:
        return
    told = cells.get("number", "")
    if told and told != str(action.ledger_number):
        raise ValidationError(
            f"Something was recorded after this file was made: it says {told[:10]} as the ledger number, and "
            f"it is {action.ledger_number} now. Download the plan again and make the change there."
        )
    if "confidence" in line.wanted and "progress" not in line.wanted:
        raise ValidationError("Say under “Latest update” why the confidence has changed.")
    line.state = CHANGED
    line.changes = [(_label(name), _said(now[name]), _said(value)) for name, value in line.wanted.items()]


def _post(cells, plan):
    label = cells.get("owner", "")
    if not label:
        return None
    post = plan.posts.get(_squeezed(label))
    if post is None:
        raise ValidationError(
            f"There is no post called “{label[:80]}” that may own it. "
            "Use the title of a post, not the name of a person."
        )
    return post


def _day(cells):
    text = cells.get("due_on", "")
    if not text:
        return None
    parts = re.split(r"[/.\s-]+", text)
    if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", text):
        parts = parts[::-1]
    if len(parts) != 3:
        raise ValidationError(f"“{text[:40]}” is not a deadline. Write a day such as 31 March 2027.")
    try:
        day = KnownDay().clean([re.sub(r"(?<=\d)(st|nd|rd|th)$", "", parts[0]), parts[1], parts[2]])
    except ValidationError as problem:
        raise ValidationError(f"“{text[:40]}” is not a deadline. {problem.messages[0]}") from None
    return day


def _confidence(cells):
    text = _squeezed(cells.get("confidence", ""))
    if not text:
        return ""
    for confidence in Confidence:
        if text == _squeezed(confidence.label) or text == _squeezed(confidence.value.replace("_", " ")):
            return confidence.value
    labels = ", ".join(confidence.label for confidence in Confidence if confidence)
    raise ValidationError(f"“{text[:40]}” is not a confidence. Write one of: {labels}.")


def _differs(now, value):
    if isinstance(now, str) and isinstance(value, str):
        return now.replace("\r\n", "\n").strip() != value.replace("\r\n", "\n").strip()
    return now != value


def _label(name):
    return INCOMING[name].heading


def _said(value):
    if hasattr(value, "strftime"):
        return f"{value.day} {value:%B %Y}"
    return Confidence(value).label if value in ("on_track", "at_risk", "off_track") else str(value or "")


def _one_line(text):
    return " ".join(text.split())


def _squeezed(text):
    return " ".join(text.split()).casefold().rstrip(".")
