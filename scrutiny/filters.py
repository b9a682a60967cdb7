"""The filters of the API over committees and their papers."""

from accounts import filters
from inspections.filters import OfInspections, inspection_filter, organisation_filter
from scrutiny.models import Answer, Committee, Paper


class OfCommittees:
    """`to_committee` is the path to it."""

    to_committee = "committee"

    def of_committee(self, queryset, name, value):
        seen = Committee.objects.visible_to(self.asked.user)
        pk = filters.one_named(seen, "committee", value, "committee", pk=value)
        return queryset.filter(**{self.to_committee: pk})


def committee_filter():
    return filters.NumberFilter(label="Id of the committee", method="of_committee")


class CommitteesAsked(OfInspections, filters.StrictFilterSet):
    to_inspection = ""
    organisation = organisation_filter()


class MeetingsAsked(OfInspections, OfCommittees, filters.StrictFilterSet):
    to_inspection = "committee__"
    organisation = organisation_filter()
    committee = committee_filter()
    held_after = filters.DayFilter(label="Later than this day", field_name="held_on", lookup_expr="gt")
    held_before = filters.DayFilter(label="Earlier than this day", field_name="held_on", lookup_expr="lt")


class ForwardPlanAsked(OfInspections, OfCommittees, filters.StrictFilterSet):
    to_inspection = "committee__"
    organisation = organisation_filter()
    committee = committee_filter()
    meeting = filters.NumberFilter(label="Id of the meeting", field_name="meeting_id")


class PapersAsked(OfInspections, OfCommittees, filters.StrictFilterSet):
    to_inspection = "paper__inspection__"
    to_committee = "paper__meeting__committee"
    organisation = organisation_filter()
    inspection = inspection_filter()
    committee = committee_filter()
    meeting = filters.NumberFilter(label="Id of the meeting", field_name="paper__meeting_id")
    frozen_since = filters.DayOrMomentFilter(
        label="Frozen at or after this day or moment", field_name="frozen_at", lookup_expr="gte"
    )


class DraftsAsked(OfInspections, OfCommittees, filters.StrictFilterSet):
    to_inspection = "inspection__"
    to_committee = "meeting__committee"
    organisation = organisation_filter()
    inspection = inspection_filter()
    committee = committee_filter()
    meeting = filters.NumberFilter(label="Id of the meeting", field_name="meeting_id")


class QuestionsAsked(filters.StrictFilterSet):
    paper = filters.NumberFilter(label="Id of the paper", method="of_paper")
    action = filters.NumberFilter(label="Id of the action", field_name="action_id")
    outstanding = filters.YesNoFilter(label="Neither answered nor withdrawn", method="is_outstanding")
    published = filters.YesNoFilter(label="Published with its answer", method="is_published")
    asked_after = filters.DayFilter(label="Later than this day", field_name="asked_on", lookup_expr="gt")
    asked_before = filters.DayFilter(label="Earlier than this day", field_name="asked_on", lookup_expr="lt")

    def of_paper(self, queryset, name, value):
        seen = Paper.objects.visible_to(self.asked.user)
        return queryset.filter(paper=filters.one_named(seen, "paper", value, "paper", pk=value))

    def is_outstanding(self, queryset, name, value):
        outstanding = queryset.outstanding()
        return outstanding if value else queryset.exclude(pk__in=outstanding.values("pk"))

    def is_published(self, queryset, name, value):
        return queryset.filter(published_on__isnull=not value)


class ResponsesAsked(OfInspections, filters.StrictFilterSet):
    to_inspection = "area__inspection__"
    organisation = organisation_filter()
    inspection = inspection_filter()
    answer = filters.OneOfFilter(label="What was answered", choices=Answer.choices())
