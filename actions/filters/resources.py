"""The filters of the API over actions: those of the pages, strict, and a few that programs ask for."""

from django.db.models import Exists, OuterRef, Q

from accounts import filters
from accounts.row_security import words_first
from actions import awaiting
from actions.buckets import Bucket
from actions.filters.questions import WITHOUT, ActionQuestions
from actions.models import ProgressUpdate
from actions.models.words import may_hold
from actions.rating import Rating
from actions.statuses import Kind, Status
from inspections import frameworks, timescales
from inspections.filters import OfInspections, inspection_filter, organisation_filter

CLOSED = (Status.ACCEPTED, Status.SUSTAINED, Status.NOT_PURSUED)
CLOSING = (Kind.ACCEPTED, Kind.NOT_PURSUED, Kind.SUPERSEDED)
WAITING = {
    "work": lambda user, on: awaiting.owned_and_open(user),
    "decision": lambda user, on: awaiting.extensions_to_decide(user),
    "sign_off": lambda user, on: awaiting.sign_offs_to_decide(user),
    "check": awaiting.checks_due,
}
NOT_OF_THE_PAST = "What waits for you is told of today. Leave out as_at and known_at."


class ActionsAsked(OfInspections, ActionQuestions, filters.StrictFilterSet):
    to_inspection = "area__inspection__"
    organisation = organisation_filter()
    inspection = inspection_filter()
    framework = filters.OneOfFilter(
        label="Kind of inspection", field_name="area__inspection__framework", choices=frameworks.choices()
    )
    section = filters.WordFilter(label="Section of the report", field_name="area__section")
    timescale = filters.OneOfFilter(
        label="The inspectors' timescale; none for areas without one",
        choices=[*timescales.choices(), (WITHOUT, "None given")],
        method="of_timescales",
    )
    kind = filters.OneOfFilter(
        label="Kind of area", field_name="area__kind", choices=frameworks.kind_choices()
    )
    area = filters.NumberFilter(label="Id of the area", field_name="area_id")
    status = filters.OneOfFilter(label="Status", choices=Status.choices(), method="in_statuses")
    bucket = filters.OneOfFilter(label="Where it stands", choices=Bucket.choices(), method="in_buckets")
    rating = filters.OneOfFilter(label="Rating", choices=Rating.choices(), method="rated_any")
    overdue = filters.YesNoFilter(label="Open, and its deadline has passed", method="is_overdue")
    due_before = filters.DayFilter(label="Deadline before this day", method="due")
    due_after = filters.DayFilter(label="Deadline after this day", method="due")
    owner = filters.NumberOrNoneFilter(
        label="Id of the owning post; none for those without", method="owned_by"
    )
    body = filters.WordFilter(label="A body the inspectors named, in their words", method="naming")
    theme = filters.WordFilter(label="Theme of the area", field_name="area__theme")
    updated_since = filters.DayOrMomentFilter(
        label="With a row of the ledger entered at or after this day or moment", method="updated"
    )
    closed_between = filters.DaysFilter(
        label="Accepted or not pursued within these two days, and still so", method="closed"
    )
    waits_for = filters.OneOfFilter(
        label="Waits for whoever asks: work, an extension to decide, a claim to sign off, a check",
        choices=[(each, each) for each in WAITING],
        method="waiting_for",
    )
    search = filters.WordsFilter(label="Words in the action or its area", method="with_words", max_length=200)

    @property
    def on(self):
        return self.asked.on

    def waiting_for(self, queryset, name, value):
        """As it is today: who has an extension to decide by now may not have had it on an earlier day."""
        user = self.asked.user
        if self.asked.speaks_of_the_past:
            raise filters.BadValue({name: NOT_OF_THE_PAST})
        if not user.is_authenticated:
            return queryset.none()
        waiting = {each: WAITING[each](user, self.on).order_by().values("pk") for each in value}
        condition = Q()
        for rows in waiting.values():
            condition |= Q(pk__in=rows)
        return queryset.filter(condition)

    def with_words(self, queryset, name, value):
        return super().with_words(words_first(queryset.filter(may_hold(value.split()))), name, value)

    def of_timescales(self, queryset, name, value):
        return queryset.filter(area__timescale__in=["" if each == WITHOUT else each for each in value])

    def in_statuses(self, queryset, name, value):
        return queryset.filter(**{f"{queryset.position_name('status')}__in": value})

    def in_buckets(self, queryset, name, value):
        if len(value) == 1:
            return self.in_bucket(queryset, name, value[0])
        return queryset.with_bucket(self.on).filter(bucket_name__in=value)

    def rated_any(self, queryset, name, value):
        wanted = {Rating(each) for each in value}
        return queryset.rated_any(wanted, self.on)

    def is_overdue(self, queryset, name, value):
        return queryset.overdue(self.on) if value else queryset.not_overdue(self.on)

    def due(self, queryset, name, value):
        comparison = {"due_before": "lt", "due_after": "gt"}[name]
        return queryset.filter(**{f"{queryset.position_name('due_on')}__{comparison}": value})

    def updated(self, queryset, name, value):
        """By rows that whoever asks may see: a hidden note must not show by its moment."""
        asked = self.asked
        return queryset.with_row_entered_since(value, asked.user, asked.on, asked.known_at)

    def closed(self, queryset, name, value):
        rows = ProgressUpdate.objects.filter(
            action=OuterRef("pk"), kind__in=CLOSING, happened_on__range=value, happened_on__lte=self.on
        )
        if self.asked.known_at:
            rows = rows.filter(entered_at__lte=self.asked.known_at)
        is_closed = Q(**{f"{queryset.position_name('status')}__in": CLOSED})
        return queryset.filter(is_closed, Exists(rows))
