"""What there is: the resources and where they begin."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.viewsets import asked as asking


class EntrySerializer(serializers.Serializer):
    name = serializers.CharField()
    url = serializers.URLField()
    words = serializers.CharField()


class IndexSerializer(serializers.Serializer):
    version = serializers.IntegerField()
    docs = serializers.URLField(help_text="The reference, for people.")
    schema = serializers.URLField(help_text="The same as OpenAPI.")
    resources = EntrySerializer(many=True)


class IndexView(APIView):
    # A function, because addresses are known only when all routes are read.
    told = None

    @extend_schema(responses=IndexSerializer, summary="What there is", operation_id="index")
    def get(self, request):
        """The resources and where each begins."""
        asking.refuse_parameters(request)
        return Response(self.told())
