"""What one mail says: subject, plain text and HTML. Nobody's words reach a header, and none break a line."""

from collections import Counter
from datetime import date
from functools import lru_cache
from itertools import groupby

from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse
from django.utils.formats import date_format

from accounts.models import Organisation
from actions import stages
from actions.reminders import stopping
from actions.reminders.one_line import one_line
from actions.stages import Group

# For each group: what the subject counts, what the mail says under its heading, and the colour of its line.
GROUPS = {
    Group.ESCALATED: ("late without a word", "Below your post nothing has been recorded.", "#d4351c"),
    Group.OVERDUE: (
        "overdue",
        "The deadline has passed. Say how it stands, claim it done, or ask for more time.",
        "#d4351c",
    ),
    Group.TODAY: ("due today", "Today is the last day that counts as in time.", "#f47738"),
    Group.SENT_BACK: ("sent back", "An assurer has said what is missing.", "#f47738"),
    Group.DECIDE: ("to decide", "Others can’t go on before you have decided.", "#4c2c92"),
    Group.SOON: ("due soon", "There is still time.", "#1d70b8"),
    Group.FIGURES: ("readings or time limits", "A figure is missing, or a time limit comes near.", "#1d70b8"),
    Group.SILENT: ("without an update", "A sentence on how it stands is enough.", "#505a5f"),
}
SUBJECT_COUNTS, MORE = 3, " and more"

VERBS = {
    stages.ESCALATED_14.key: "Look at it",
    stages.ESCALATED_28.key: "Look at it",
    stages.DECIDE_EXTENSION.key: "Decide",
    stages.DECIDE_SIGN_OFF.key: "Look at the claim",
    stages.CHECK_DUE.key: "Check that it held",
    stages.READING_OVERDUE.key: "Record the reading",
    stages.CLOCK_NEARING.key: "See the time limit",
}
RECORD, OPEN = "Record progress", "Open"
# What the day is that a reminder speaks of. A silence has none: its words say how long it is.
DAYS = {
    stages.READING_OVERDUE.key: "It was due on {}",
    stages.CHECK_DUE.key: "To be checked on {}",
    stages.CLOCK_NEARING.key: "It runs out on {}",
    stages.SILENT.key: "",
}
# Here owners are told of what is their own. Their usual reason is said once, at the end.
OWNERS_GROUPS = (Group.OVERDUE, Group.TODAY, Group.SENT_BACK, Group.SOON, Group.SILENT)


def render(digest, items):
    """(subject, text, html) of a digest that says these things, as `items.items_of` gives them."""
    context = _context(digest, items)
    if digest.further:
        context["subject"] = context["subject"].removesuffix(MORE) + MORE
    text = get_template("mail/digest.txt").render(context)
    return context["subject"], text, get_template("mail/digest.html").render(context)


def headers(digest, items):
    """No machine answers; one click stops what is optional (RFC 8058), where the mail has some of it."""
    kept = {"Auto-Submitted": "auto-generated"}
    if not _is_optional(items):
        return kept
    return kept | {
        "List-Unsubscribe": f"<{stopping.address(digest.person)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def subject_of(items):
    """Counts alone, so that nobody's words stand in a header."""
    parts = [f"{len(list(found))} {GROUPS[group][0]}" for group, found in groupby(items, key=_group)]
    shown = ", ".join(parts[:SUBJECT_COUNTS])
    return f"Followthrough: {shown}{MORE if len(parts) > SUBJECT_COUNTS else ''}"


def _context(digest, items):
    names = Organisation.objects.in_bulk({item["organisation"] for item in items})
    shown_names = names if len(names) > 1 else {}
    usual = Counter(item["why"] for item in items if _is_own(item)).most_common(1)
    usual = usual[0][0] if usual else ""
    return {
        "subject": subject_of(items),
        "greeting": f"Hello {one_line(digest.person.name)},",
        "opening": f"This is what waits for you on {date_format(digest.local_date, 'l j F Y')}.",
        "groups": [
            {
                "heading": group.label,
                "words": GROUPS[group][1],
                "colour": GROUPS[group][2],
                "lines": [_line(item, shown_names, usual) for item in found],
            }
            for group, found in groupby(items, key=_group)
        ],
        "further": digest.further,
        "front_address": settings.PUBLIC_URL + reverse("front"),
        "reason": one_line(usual),
        "preferences_address": settings.PUBLIC_URL + reverse("mail-preferences"),
        "stop_address": stopping.address(digest.person) if _is_optional(items) else "",
        "optional_parts": ", ".join(stage.label.lower() for stage in stopping.optional_stages()),
        "organisations": ", ".join(sorted(one_line(each.name) for each in names.values())),
        "day": date_format(digest.local_date),
    }


def _line(item, names, usual):
    facts = [_words(item)]
    if item["organisation"] in names:
        facts.append(one_line(names[item["organisation"]].name))
    if item["also"]:
        facts.append(f"Also: {', '.join(item['also'])}")
    if not _is_own(item):
        if item["owner"]:
            facts.append(f"Owner: {one_line(item['owner'])}")
        if _group(item) == Group.ESCALATED:
            facts.append(_told_before(item["told"]))
    if item["why"] != usual:
        facts.append(f"Why you are told: {one_line(item['why'])}.")
    return {
        "verb": VERBS.get(item["stage"]) or (RECORD if _is_own(item) else OPEN),
        "title": one_line(f"{item['reference']} {item['title']}"),
        "address": item["address"],
        "facts": [fact for fact in facts if fact],
    }


def _words(item):
    day = DAYS.get(item["stage"], "Deadline {}") if item["deadline"] else ""
    words = one_line(item["words"])
    if words.casefold() == item["group_label"].casefold():
        words = ""
    parts = [words, day and day.format(_shown(item["deadline"]))]
    whole = ". ".join(part[:1].upper() + part[1:] for part in parts if part)
    return f"{whole}." if whole else ""


def _told_before(told):
    parts = [f"{one_line(each['post']) or 'an improvement lead'} on {_shown(each['on'])}" for each in told]
    return f"Told before: {'; '.join(parts) or 'nobody'}."


@lru_cache(maxsize=2000)  # A plan has few deadlines, and a morning many mails that name them.
def _shown(day):
    return date_format(date.fromisoformat(day))


def _group(item):
    return Group(item["group"])


def _is_own(item):
    return _group(item) in OWNERS_GROUPS


def _is_optional(items):
    return any(stages.stage(item["stage"]).is_optional for item in items)
