"""The kinds of inspection as the code knows them: they stand in no table and change with an edition."""

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.viewsets import asked as asking
from accounts.viewsets.addresses import Address
from inspections.frameworks import CATALOGUE
from inspections.serializers.frameworks import FrameworkSerializer, FrameworksSerializer

API = Address("api-framework", "some-framework")
DATES = ("valid_from", "valid_until")


class FrameworkList(APIView):
    @extend_schema(
        responses=FrameworksSerializer, summary="Kinds of inspection", operation_id="frameworks_list"
    )
    def get(self, request):
        """With their grades, judgements, kinds of area, timescales and clocks, by dates of validity."""
        asking.refuse_parameters(request)
        return Response({"results": [told(each) for each in CATALOGUE], "next": None})


class FrameworkItem(APIView):
    @extend_schema(
        responses=FrameworkSerializer, summary="One kind of inspection", operation_id="frameworks_retrieve"
    )
    def get(self, request, key):
        """By its key, as it stands in `framework` of an inspection."""
        asking.refuse_parameters(request)
        found = next((each for each in CATALOGUE if each.key == key), None)
        if found is None:
            raise Http404
        return Response(told(found))


def told(framework):
    return {
        "key": framework.key,
        "url": API.of(framework.key),
        "name": framework.name,
        "inspectorate": framework.inspectorate,
        **_dates(framework),
        "also_called": list(framework.also_called),
        "scale": _scale(framework.scale),
        "judgements": [
            {
                "name": each.name,
                "section": each.section,
                "scale": each.scale.name if each.scale else None,
                **_dates(each),
            }
            for each in framework.judgements
        ],
        "sections": list(framework.sections),
        "kinds": [{"kind": each.kind.value, "printed": each.printed} for each in framework.kinds],
        "timescales": [each.value for each in framework.timescales],
        "clocks": [
            {
                "clock": rule.clock.key,
                "name": rule.clock.name,
                "length": rule.clock.length,
                "starts": rule.starts.label,
                "legal_source": rule.clock.legal_source,
            }
            for rule in framework.clocks
        ],
    }


def _scale(scale):
    if scale is None:
        return None
    grades = [
        {"name": each.name, "number": each.number, "meaning": each.meaning, **_dates(each)}
        for each in scale.grades
    ]
    return {"name": scale.name, "grades": grades}


def _dates(thing):
    return {name: getattr(thing, name) for name in DATES}
