"""One's own reminders: what was to be said to whoever asks, and whether it was."""

from accounts.viewsets.addresses import Address
from accounts.viewsets.resources import Resource
from actions import stages
from actions.models import Reminder
from actions.models.digests import State
from actions.serializers.reminders import ReminderSerializer

API, ACTION = Address("api-reminder", 987654321), Address("api-action", 987654321)
AS_THEY_ARE = ("subject", "stage", "deadline", "noted_on")
COLUMNS = {name: name for name in ("id", "action_id", *AS_THEY_ARE)} | {
    "organisation_slug": "organisation__slug",
    "action_number": "action__number",
    "area_number": "action__area__number",
    "said_on": "said_in__local_date",
    "state": "said_in__state",
    "sent_at": "said_in__sent_at",
}


def tell(found, asked):
    return [told_reminder(row) for row in found]


def told_reminder(row):
    return {
        "id": row.id,
        "url": API.of(row.id),
        "organisation": row.organisation_slug,
        **{name: getattr(row, name) for name in AS_THEY_ARE},
        "action": {
            "id": row.action_id,
            "reference": f"{row.area_number}.{row.action_number}",
            "url": ACTION.of(row.action_id),
        }
        if row.action_id
        else None,
        "stage_label": stages.stage(row.stage).label,
        "said_in": {
            "local_date": row.said_on,
            "state": row.state,
            "state_label": State(row.state).label,
            "sent_at": row.sent_at,
        }
        if row.state
        else None,
    }


REMINDERS = Resource(
    name="reminders",
    one="reminder",
    words="What you are reminded of, and by which mail.",
    rows=lambda asked: Reminder.objects.visible_to(asked.user).filter(person=asked.user.pk),
    tell=tell,
    columns=COLUMNS,
    serializer=ReminderSerializer,
    orderings={"id": ("pk",), "noted_on": ("noted_on",), "deadline": ("deadline",)},
)
