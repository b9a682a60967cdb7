"""The steps on the way of actions. They are added and ticked by the verbs of the action."""

from accounts import filters
from accounts.viewsets.addresses import Address
from accounts.viewsets.resources import Resource
from actions.filters.ledger import action_filter
from actions.models import Milestone
from actions.serializers.milestones import MilestoneSerializer

API, ACTION = Address("api-milestone", 987654321), Address("api-action", 987654321)
AS_THEY_ARE = ("id", "position", "title", "due_on")


class MilestonesAsked(filters.StrictFilterSet):
    action = action_filter()
    done = filters.YesNoFilter(label="Done by the day asked for", method="is_done")
    due_before = filters.DayFilter(label="Due before this day", field_name="due_on", lookup_expr="lt")

    def is_done(self, queryset, name, value):
        done = queryset.filter(done_on__lte=self.asked.on)
        return done if value else queryset.exclude(pk__in=done.values("pk"))


def tell(found, asked):
    return [_told(row, asked.on) for row in found]


def _told(row, on):
    """As at a day: what was ticked after it had not been done."""
    done_on = row.done_on if row.done_on is not None and row.done_on <= on else None
    return {
        "url": API.of(row.id),
        "action": {
            "id": row.action_id,
            "reference": f"{row.area_number}.{row.action_number}",
            "url": ACTION.of(row.action_id),
        },
        "organisation": row.organisation_slug,
        **{name: getattr(row, name) for name in AS_THEY_ARE},
        "done_on": done_on,
        "is_late": done_on is None and row.due_on is not None and row.due_on < on,
    }


def rows(asked):
    """Of actions that had been opened by the day."""
    seen = Milestone.objects.visible_to(asked.user)
    if not asked.speaks_of_the_past:
        return seen
    opened = {"action__updates__number": 1, "action__updates__happened_on__lte": asked.on}
    if asked.known_at:
        opened["action__updates__entered_at__lte"] = asked.known_at
    return seen.filter(**opened)


MILESTONES = Resource(
    name="milestones",
    one="milestone",
    words="Steps on the way of actions, with days of their own. What counts is the deadline of the action.",
    rows=rows,
    tell=tell,
    columns={name: name for name in (*AS_THEY_ARE, "done_on", "action_id")}
    | {
        "action_number": "action__number",
        "area_number": "action__area__number",
        "organisation_slug": "action__area__inspection__organisation__slug",
    },
    serializer=MilestoneSerializer,
    filters=MilestonesAsked,
    orderings={"id": ("pk",), "due_on": ("due_on",), "position": ("action_id", "position")},
    has_past=True,
)
