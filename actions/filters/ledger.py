"""The filters of the API over the ledger, evidence, measures and readings."""

from accounts import filters
from actions.models import Action, Measure
from actions.statuses import Kind
from inspections.filters import OfInspections, inspection_filter, organisation_filter


class OfActions(OfInspections):
    def of_action(self, queryset, name, value):
        seen = Action.objects.visible_to(self.asked.user)
        return queryset.filter(action=filters.one_named(seen, "action", value, "action", pk=value))


class UpdatesAsked(OfActions, filters.StrictFilterSet):
    to_inspection = "action__area__inspection__"
    action = filters.NumberFilter(label="Id of the action", method="of_action")
    organisation = organisation_filter()
    inspection = inspection_filter()
    kind = filters.OneOfFilter(label="Kind of row", choices=Kind.choices())
    happened_after = filters.DayFilter(
        label="Later than this day", field_name="happened_on", lookup_expr="gt"
    )
    happened_before = filters.DayFilter(
        label="Earlier than this day", field_name="happened_on", lookup_expr="lt"
    )
    entered_since = filters.DayOrMomentFilter(
        label="Entered at or after this day or moment", field_name="entered_at", lookup_expr="gte"
    )


class EvidenceAsked(OfActions, filters.StrictFilterSet):
    to_inspection = "update__action__area__inspection__"
    action = filters.NumberFilter(label="Id of the action", method="of_action")
    update = filters.NumberFilter(label="Id of the ledger row", field_name="update_id")
    organisation = organisation_filter()
    inspection = inspection_filter()
    sha256 = filters.WordFilter(label="Checksum")

    def of_action(self, queryset, name, value):
        seen = Action.objects.visible_to(self.asked.user)
        pk = filters.one_named(seen, "action", value, "action", pk=value)
        return queryset.filter(update__action=pk)


class MeasuresAsked(OfActions, filters.StrictFilterSet):
    to_inspection = "area__inspection__"
    organisation = organisation_filter()
    inspection = inspection_filter()
    area = filters.NumberFilter(label="Id of the area", field_name="area_id")
    action = filters.NumberFilter(label="Id of the action", method="of_action")


class ReadingsAsked(OfInspections, filters.StrictFilterSet):
    to_inspection = "measure__area__inspection__"
    organisation = organisation_filter()
    inspection = inspection_filter()
    measure = filters.NumberFilter(label="Id of the measure", method="of_measure")
    taken_after = filters.DayFilter(
        label="For a day later than this", field_name="taken_on", lookup_expr="gt"
    )
    taken_before = filters.DayFilter(
        label="For a day earlier than this", field_name="taken_on", lookup_expr="lt"
    )

    def of_measure(self, queryset, name, value):
        seen = Measure.objects.visible_to(self.asked.user)
        return queryset.filter(measure=filters.one_named(seen, "measure", value, "measure", pk=value))
