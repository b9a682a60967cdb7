"""The formats of answers. One row after another, for the whole of a list, comes from `streams`."""

import orjson
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer

from accounts.viewsets.problems import refused_fields

OPTIONS = orjson.OPT_UTC_Z


def packed(told):
    """Written out already, for what stands in many rows of an answer in JSON."""
    return orjson.Fragment(orjson.dumps(told, option=OPTIONS))


class Json(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None

    def render(self, data, accepted_media_type=None, renderer_context=None):
        return b"" if data is None else orjson.dumps(data, option=OPTIONS)


class Lines(Json):
    """One JSON document a line."""

    media_type = "application/x-ndjson"
    format = "ndjson"


class Csv(Json):
    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"


class Formats(DefaultContentNegotiation):
    """A format in the address that is not served is a mistake in the address, and named as such."""

    def filter_renderers(self, renderers, format):
        found = [renderer for renderer in renderers if renderer.format == format]
        if not found:
            known = ", ".join(renderer.format for renderer in renderers)
            raise refused_fields({"format": f"“{format}” is not served here. Served are: {known}."})
        return found


class AnyFile(Json):
    """For a view that answers with a file, whatever format is asked for."""

    media_type = "*/*"
    format = "file"
