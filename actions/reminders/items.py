"""What a mail shows of what is owed: plain words, kept with the mail as they were said."""

from django.conf import settings

from actions import stages
from actions.reminders import selection


def items_of(owed):
    """One item for each subject, the most pressing first: [{...}], as `mail.render` takes them.

    "stage", "label", "group", "group_label", "also" (labels of further stages of the same subject),
    "subject", "reference", "title", "address", "words", "why", "owner", "deadline", "told"
    ([{"post", "on"}], whom an escalation names), "organisation", "ledger_number", "matters".
    """
    told = selection.told_before(owed)
    items = {}
    for each in sorted(owed, key=lambda each: each.urgency):
        first = items.get(each.subject)
        if first is None:
            items[each.subject] = _item(each, told)
        else:
            first["also"].append(stages.stage(each.stage).label)
            first["matters"].append(each.matter)
    return list(items.values())


def _item(owed, told):
    stage = stages.stage(owed.stage)
    before = told.get((owed.id_of("action"), owed.deadline), []) if stage.group == "escalated" else []
    return {
        "stage": stage.key,
        "label": stage.label,
        "group": stage.group.value,
        "group_label": stage.group.label,
        "also": [],
        "matters": [owed.matter],
        "subject": owed.subject,
        "reference": owed.reference,
        "title": owed.title,
        "address": f"{settings.PUBLIC_URL}{owed.path}",
        "words": owed.words,
        "why": owed.why,
        "owner": owed.owner,
        "deadline": owed.deadline.isoformat() if owed.deadline else None,
        "told": [{"post": post, "on": day.isoformat()} for post, day in before],
        "organisation": owed.organisation,
        "ledger_number": owed.ledger_number,
    }
