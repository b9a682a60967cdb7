"""Guesses that an area repeats an earlier one, until a lead says yes or no."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework.views import APIView

from accounts import filters
from accounts.models import Organisation
from accounts.viewsets.addresses import Address
from accounts.viewsets.idempotency import once
from accounts.viewsets.problems import Problem
from accounts.viewsets.resources import Resource
from accounts.viewsets.writing import body_of
from accounts.viewsets.written import described, told
from inspections.filters.resources import OfInspections, organisation_filter
from inspections.models import Likeness
from inspections.serializers.likenesses import LikenessBody, LikenessSerializer
from inspections.viewsets.areas import API as AREA

API = Address("api-likeness", 987654321)
OF_AREAS = {"id": "pk", "number": "number", "inspection": "inspection", "words": "words"}


class LikenessesAsked(OfInspections, filters.StrictFilterSet):
    to_inspection = "area__inspection__"
    organisation = organisation_filter()
    state = filters.OneOfFilter(label="Whether it was decided", choices=Likeness.State.choices)


def led(user):
    """As on their page: for those who may decide them."""
    organisations = Organisation.objects.led_by(user)
    return Likeness.objects.visible_to(user).filter(area__inspection__organisation__in=organisations)


def tell(found, asked):
    return [
        {
            "id": row.id,
            "url": API.of(row.id),
            "organisation": {"slug": row.organisation_slug, "name": row.organisation_name},
            "area": _area(row, "area"),
            "earlier": _area(row, "earlier"),
            "score": row.score,
            "state": row.state,
            "decided_at": row.decided_at,
        }
        for row in found
    ]


def _area(row, which):
    found = {name: getattr(row, f"{which}_{name}") for name in OF_AREAS}
    return found | {"url": AREA.of(found["id"])}


LIKENESSES = Resource(
    name="likenesses",
    one="likeness",
    words="Areas whose words are like those of an earlier one, for leads to say whether it is the same.",
    rows=lambda asked: led(asked.user),
    tell=tell,
    columns={name: name for name in ("id", "score", "state", "decided_at")}
    | {
        f"{which}_{name}": f"{which}__{path}"
        for which in ("area", "earlier")
        for name, path in OF_AREAS.items()
    }
    | {
        "organisation_slug": "area__inspection__organisation__slug",
        "organisation_name": "area__inspection__organisation__name",
    },
    serializer=LikenessSerializer,
    filters=LikenessesAsked,
    orderings={"id": ("pk",), "score": ("score",)},
)


class DecideLikenessView(APIView):
    @described("Say whether an area repeats an earlier one", LikenessBody, "likenesses_decide", LIKENESSES)
    @once
    def post(self, request, pk):
        """Once: the same finding is shown with the earlier one, a different one is not suggested again."""
        found = get_object_or_404(led(request.user), pk=pk)
        answer = body_of(LikenessBody, request).validated_data["answer"]
        if not found.decide(answer == "same", request.user, timezone.now()):
            raise Problem(409, "Somebody else has decided this already.")
        return told(LIKENESSES, request, pk)
