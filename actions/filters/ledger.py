"""The filters of the API over the ledger, evidence, measures and readings."""

from accounts import filters
from accounts.row_security import words_first
from actions.models import Action, Measure
from actions.models.words import each_by_index, row_may_hold
from actions.statuses import Kind
from inspections.filters import OfInspections, inspection_filter, organisation_filter


def action_filter(path="action"):
    return filters.RowFilter(path, label="Id of the action", among=Action.objects.visible_to, what="action")


class UpdatesAsked(OfInspections, filters.StrictFilterSet):
    to_inspection = "action__area__inspection__"
    action = action_filter()
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
    search = filters.WordsFilter(
        label="Words in a row that whoever asks may read", method="with_words", max_length=200
    )

    def with_words(self, queryset, name, value):
        words = value.split()
        holding = each_by_index(words, "note", "impact")
        return words_first(queryset.filter(row_may_hold(words))).filter(holding, words_shown=True)


class EvidenceAsked(OfInspections, filters.StrictFilterSet):
    to_inspection = "update__action__area__inspection__"
    action = action_filter("update__action")
    update = filters.NumberFilter(label="Id of the ledger row", field_name="update_id")
    organisation = organisation_filter()
    inspection = inspection_filter()
    sha256 = filters.WordFilter(label="Checksum")


class MeasuresAsked(OfInspections, filters.StrictFilterSet):
    to_inspection = "area__inspection__"
    organisation = organisation_filter()
    inspection = inspection_filter()
    area = filters.NumberFilter(label="Id of the area", field_name="area_id")
    action = action_filter()
    reading_overdue = filters.YesNoFilter(label="A reading is overdue on the day", method="has_overdue")

    def has_overdue(self, queryset, name, value):
        late = queryset.keys_overdue(self.asked.on)
        return queryset.filter(pk__in=late) if value else queryset.exclude(pk__in=late)


class ReadingsAsked(OfInspections, filters.StrictFilterSet):
    to_inspection = "measure__area__inspection__"
    organisation = organisation_filter()
    inspection = inspection_filter()
    measure = filters.RowFilter(label="Id of the measure", among=Measure.objects.visible_to, what="measure")
    taken_after = filters.DayFilter(
        label="For a day later than this", field_name="taken_on", lookup_expr="gt"
    )
    taken_before = filters.DayFilter(
        label="For a day earlier than this", field_name="taken_on", lookup_expr="lt"
    )
