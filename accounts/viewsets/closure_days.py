"""The days on which organisations shut."""

from django.shortcuts import get_object_or_404
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import filters, permissions
from accounts.models import ClosureDay, Organisation
from accounts.serializers.closure_days import ClosureDayBody, ClosureDaySerializer
from accounts.viewsets.addresses import Address
from accounts.viewsets.idempotency import once
from accounts.viewsets.resources import Resource
from accounts.viewsets.writing import body_of, refusals, require
from accounts.viewsets.written import added, described, removal

API = Address("api-closure-day", 987654321)


class ClosureDaysAsked(filters.StrictFilterSet):
    organisation = filters.WordFilter(label="Address (slug) of the organisation", method="of_organisation")

    def of_organisation(self, queryset, name, value):
        own = Organisation.objects.of(self.asked.user)
        return queryset.filter(
            organisation=filters.one_named(own, "organisation", value, "organisation", slug=value)
        )


def tell(found, asked):
    return [
        {
            "id": row.id,
            "url": API.of(row.id),
            "organisation": row.organisation_slug,
            "day": row.day,
            "words": row.words,
        }
        for row in found
    ]


CLOSURE_DAYS = Resource(
    name="closure-days",
    one="closure day",
    words="Days on which an organisation shuts, for its people. They move the days on which papers are due.",
    rows=lambda asked: ClosureDay.objects.visible_to(asked.user),
    tell=tell,
    columns={name: name for name in ("id", "day", "words")} | {"organisation_slug": "organisation__slug"},
    serializer=ClosureDaySerializer,
    filters=ClosureDaysAsked,
    orderings={"id": ("pk",), "day": ("day",)},
)


class AddClosureDayView(APIView):
    @described("Add a closure day", ClosureDayBody, "organisations_add_closure_day", CLOSURE_DAYS, 201)
    @once
    def post(self, request, pk):
        """It moves the days on which papers are due, never a limit set by law alone."""
        organisation = get_object_or_404(Organisation.objects.of(request.user), pk=pk)
        require(permissions.may_change_settings(request.user, organisation))
        day = ClosureDay(organisation=organisation, **body_of(ClosureDayBody, request).validated_data)
        with refusals():
            day.full_clean()
            day.save()
        return added(CLOSURE_DAYS, request, day.pk)


class RemoveClosureDayView(APIView):
    @removal("Remove a closure day", "closure-days_remove", "closure-days")
    def delete(self, request, pk):
        """Its history stays."""
        days = ClosureDay.objects.visible_to(request.user).select_related("organisation")
        found = get_object_or_404(days, pk=pk)
        require(permissions.may_change_settings(request.user, found.organisation))
        found.delete()
        return Response(status=204)
