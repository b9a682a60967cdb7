"""The filters of the API over what the inspectors said."""

from accounts import filters
from accounts.models import Organisation
from inspections import clocks, frameworks, timescales
from inspections.filters.areas import WITHOUT
from inspections.models import Inspection


class OfInspections:
    """For what hangs on an inspection; `to_inspection` is the path to it, with the underscores after it."""

    to_inspection = "inspection__"

    def of_organisation(self, queryset, name, key):
        return queryset.filter(**{f"{self.to_inspection}organisation": key})

    def of_inspection(self, queryset, name, key):
        return queryset.filter(**{self.to_inspection.removesuffix("__"): key})


def organisation_filter():
    return filters.NamedRowFilter(
        label="Address (slug) of the organisation",
        among=Organisation.objects.visible_to,
        what="organisation",
        method="of_organisation",
    )


def inspection_filter():
    return filters.RowFilter(
        label="Id of the inspection",
        among=Inspection.objects.visible_to,
        what="inspection",
        method="of_inspection",
    )


class InspectionsAsked(OfInspections, filters.StrictFilterSet):
    to_inspection = ""
    organisation = organisation_filter()
    framework = filters.OneOfFilter(label="Kind of inspection", choices=frameworks.choices())
    published_after = filters.DayFilter(
        label="Published after this day", field_name="published_on", lookup_expr="gt"
    )
    published_before = filters.DayFilter(
        label="Published before this day", field_name="published_on", lookup_expr="lt"
    )


class JudgementsAsked(OfInspections, filters.StrictFilterSet):
    organisation = organisation_filter()
    inspection = inspection_filter()
    framework = filters.OneOfFilter(
        label="Kind of inspection", field_name="inspection__framework", choices=frameworks.choices()
    )
    grade = filters.WordFilter(label="Grade, as the report has it", lookup_expr="iexact")


class ClocksAsked(OfInspections, filters.StrictFilterSet):
    organisation = organisation_filter()
    inspection = inspection_filter()
    clock = filters.OneOfFilter(label="Which time limit", choices=clocks.choices())
    due_before = filters.DayFilter(label="Due before this day", field_name="due_on", lookup_expr="lt")
    due_after = filters.DayFilter(label="Due after this day", field_name="due_on", lookup_expr="gt")


class AreasAsked(OfInspections, filters.StrictFilterSet):
    organisation = organisation_filter()
    inspection = inspection_filter()
    framework = filters.OneOfFilter(
        label="Kind of inspection", field_name="inspection__framework", choices=frameworks.choices()
    )
    section = filters.WordFilter(label="Section of the report")
    timescale = filters.OneOfFilter(
        label="The inspectors' timescale; none for areas without one",
        choices=[*timescales.choices(), (WITHOUT, "None given")],
        method="of_timescales",
    )
    kind = filters.OneOfFilter(label="Kind of area", choices=frameworks.kind_choices())
    body = filters.WordFilter(label="A body the inspectors named, in their words", field_name="bodies__name")
    theme = filters.WordFilter(label="Theme")
    search = filters.WordsFilter(label="Words in it", method="with_words", max_length=200)

    def of_timescales(self, queryset, name, value):
        return queryset.filter(timescale__in=["" if each == WITHOUT else each for each in value])

    def with_words(self, queryset, name, value):
        for word in value.split():
            queryset = queryset.filter(words__icontains=word)
        return queryset
