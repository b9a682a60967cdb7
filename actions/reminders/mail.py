"""What one mail says: subject, plain text and HTML. Nobody's words reach a header, and none break a line."""

from itertools import groupby

from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse
from django.utils.formats import date_format

from accounts.models import Organisation
from actions import stages
from actions.reminders import stopping, told_before
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
SUBJECT_COUNTS = 3

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
    stages.READING_OVERDUE.key: "The reading was due on {}",
    stages.CHECK_DUE.key: "To be checked on {}",
    stages.CLOCK_NEARING.key: "It runs out on {}",
    stages.SILENT.key: "",
}
OWNERS_GROUPS = (Group.OVERDUE, Group.TODAY, Group.SENT_BACK, Group.SOON, Group.SILENT)


def render(digest, items):
    """(subject, text, html) of a digest that says these things, each an `Owed`, as they are now."""
    items = sorted(items, key=lambda item: item.urgency)
    context = _context(digest, items)
    text = get_template("mail/digest.txt").render(context)
    return context["subject"], text, get_template("mail/digest.html").render(context)


def headers(digest, items):
    """One click stops what is optional (RFC 8058), where the mail has something of the kind in it."""
    if not _is_optional(items):
        return {}
    return {
        "List-Unsubscribe": f"<{stopping.address(digest.person)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def subject_of(items):
    """Counts alone, so that nobody's words stand in a header."""
    parts = [
        f"{len(list(found))} {GROUPS[group][0]}"
        for group, found in groupby(sorted(items, key=lambda item: item.urgency), key=_group)
    ]
    left = parts[SUBJECT_COUNTS:]
    shown = ", ".join(parts[:SUBJECT_COUNTS])
    return f"Followthrough: {shown}{' and more' if left else ''}"


def _context(digest, items):
    before = told_before.of(items)
    names = Organisation.objects.in_bulk({item.organisation for item in items})
    is_of_several = len(names) > 1
    return {
        "subject": subject_of(items),
        "greeting": f"Hello {one_line(digest.person.name)},",
        "opening": f"This is what waits for you on {date_format(digest.local_date, 'l j F Y')}.",
        "groups": [
            {
                "heading": group.label,
                "words": GROUPS[group][1],
                "colour": GROUPS[group][2],
                "lines": [_line(item, before, names if is_of_several else None) for item in found],
            }
            for group, found in groupby(items, key=_group)
        ],
        "reasons": list(dict.fromkeys(one_line(item.why) for item in items if not _says_why(item))),
        "preferences_address": settings.PUBLIC_URL + reverse("mail-preferences"),
        "stop_address": stopping.address(digest.person) if _is_optional(items) else "",
        "optional_parts": ", ".join(stage.label.lower() for stage in stopping.optional_stages()),
        "organisations": ", ".join(sorted(one_line(each.name) for each in names.values())),
        "day": date_format(digest.local_date),
    }


def _line(item, before, names):
    facts = [_words(item)]
    if names:
        facts.append(one_line(names[item.organisation].name))
    if item.owner and item.post != item.owner_post:
        facts.append(f"Owner: {one_line(item.owner)}")
    if _group(item) == Group.ESCALATED:
        facts.append(before.sentence(item))
    if _says_why(item):
        facts.append(f"Why you: {one_line(item.why)}")
    return {
        "verb": VERBS.get(item.stage) or (RECORD if _group(item) in OWNERS_GROUPS else OPEN),
        "title": one_line(f"{item.reference} {item.title}"),
        "address": settings.PUBLIC_URL + item.path,
        "facts": facts,
    }


def _words(item):
    day = DAYS.get(item.stage, "Deadline {}") if item.deadline else ""
    parts = [one_line(item.words), day and day.format(date_format(item.deadline))]
    whole = ". ".join(part[:1].upper() + part[1:] for part in parts if part)
    return f"{whole}." if whole else ""


def _group(item):
    return stages.stage(item.stage).group


def _says_why(item):
    """Of what is one's own the reason is told once, at the end."""
    return item.post is None or item.post != item.owner_post


def _is_optional(items):
    return any(stages.stage(item.stage).is_optional for item in items)
