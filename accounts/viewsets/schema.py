"""How resources, their filters and their refusals stand in the OpenAPI document."""

from django.utils.text import capfirst
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.permissions import SAFE_METHODS, IsAuthenticated

from accounts.viewsets.asked import MOST, SIZE

DAY, MOMENT, TEXT = (
    {"type": "string", "format": "date"},
    {"type": "string", "format": "date-time"},
    {"type": "string"},
)
OF_THE_PAST = {
    "as_at": (DAY, "As it stood at the end of this day. Not in the future."),
    "known_at": (MOMENT, "Leaves out what was entered after this moment: what was known then."),
}
SIZED = {"type": "integer", "minimum": 1, "maximum": MOST, "default": SIZE}
OF_PAGES = {
    "page_size": (SIZED, "How many on one page."),
    "cursor": (TEXT, "Where the page begins: follow `next` of the page before."),
}
# For a view that has pages and is no resource.
PAGES = [
    OpenApiParameter(name=name, type=schema, description=words) for name, (schema, words) in OF_PAGES.items()
]
REFUSALS = {
    "400": "A parameter or a field is not known or not understood; the answer names it.",
    "401": "The token is not known, has expired or was revoked; or there is none where one is needed.",
    "403": "The caller may know of this and may not do it.",
    "404": "There is nothing here, or the caller may not see it.",
    "405": "This address does not take that method.",
    "406": "The answer does not come in the format asked for.",
    "429": "Too many requests. `Retry-After` says when to go on.",
}


REFUSED_WRITES = {
    "409": "Something came in between: another write, or the same request, which is still under way.",
    "413": "The body is too large.",
    "415": "The body does not come in a format taken here.",
    "422": "The rules do not let this happen as things stand; or the Idempotency-Key was used before.",
}
REFUSED_VERSIONS = {
    "412": "It has changed since: the answer holds the rows that came in, as far as they are for the caller.",
    "428": "The header If-Match is missing.",
}


class ProblemFieldSerializer(serializers.Serializer):
    field = serializers.CharField(allow_blank=True)
    detail = serializers.CharField()


class ProblemSerializer(serializers.Serializer):
    """Problem details as RFC 9457 has them."""

    type = serializers.CharField(help_text="about:blank, or a name for this kind of problem.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text="What is wrong and what to do, in a sentence.")
    instance = serializers.CharField(required=False, help_text="Which request this was: tell it to support.")
    errors = ProblemFieldSerializer(many=True, required=False)


class Schema(AutoSchema):
    """For the setting DEFAULT_SCHEMA_CLASS. A view without a resource is described as usual."""

    @property
    def resource(self):
        return getattr(self.view, "resource", None) if self.method == "GET" else None

    @property
    def is_list(self):
        return self.view.is_list

    def get_auth(self):
        """What is published is read without a token: then none is needed, and one shows more."""
        ways = super().get_auth()
        asks_who = any(isinstance(each, IsAuthenticated) for each in self.view.get_permissions())
        return ways if asks_who or self.method not in SAFE_METHODS or {} in ways else [*ways, {}]

    def get_operation_id(self):
        if not self.resource:
            return super().get_operation_id()
        return f"{self.resource.name}_{'list' if self.is_list else 'retrieve'}"

    def get_summary(self):
        if not self.resource:
            return super().get_summary()
        return capfirst(self.resource.name) if self.is_list else f"One {self.resource.one}"

    def get_description(self):
        return self.resource.words if self.resource else super().get_description()

    def get_response_serializers(self):
        return self.resource.serializer if self.resource else super().get_response_serializers()

    def get_request_serializer(self):
        return None if self.resource else super().get_request_serializer()

    def _is_list_view(self, serializer=None):
        return self.is_list if self.resource else super()._is_list_view(serializer)

    def _get_paginator(self):
        return Pages() if self.resource else super()._get_paginator()

    def get_filter_backends(self):
        return [] if self.resource else super().get_filter_backends()

    def _get_response_for_code(self, serializer, status_code, media_types=None, direction="response"):
        told = super()._get_response_for_code(serializer, status_code, media_types, direction)
        if self.resource and self.is_list:
            for kind in ("text/csv", "application/x-ndjson"):
                if kind in told.get("content", {}):
                    told["content"][kind] = {"schema": {"type": "string"}}
        return told

    def get_override_parameters(self):
        if not self.resource:
            return super().get_override_parameters()
        return [
            OpenApiParameter(name=name, type=schema, description=words, **_written(schema))
            for name, (schema, words) in self._parameters().items()
        ]

    def _parameters(self):
        resource = self.resource
        names = list(resource.field_names)
        found = dict(OF_THE_PAST) if resource.has_past else {}
        found["fields"] = (_listed(names), "Only these fields of each, with commas between them.")
        formats = ["json", "csv", "ndjson"] if self.is_list else ["json"]
        found["format"] = ({"type": "string", "enum": formats}, "Instead of the header Accept.")
        if self.is_list:
            orders = [sign + name for name in resource.orderings for sign in ("", "-")]
            found |= {
                "ordering": ({"type": "string", "enum": orders}, "A - before it turns it round."),
                **OF_PAGES,
            }
            found |= {
                name: (each.schema, each.label)
                for name, each in (resource.filters.base_filters if resource.filters else {}).items()
            }
        return found


def _listed(names):
    return {"type": "array", "items": {"type": "string", "enum": names}, "minItems": 1}


def _written(schema):
    """A list is one value with commas in it."""
    return {"style": "form", "explode": False} if schema.get("type") == "array" else {}


class Pages:
    """What drf-spectacular asks of a paginator: the frame of a page."""

    def get_paginated_response_schema(self, schema):
        return {
            "type": "object",
            "required": ["results", "next"],
            "properties": {
                "results": schema,
                "next": {
                    "type": ["string", "null"],
                    "format": "uri",
                    "description": "The address of the next page; null on the last one.",
                    "example": None,
                },
            },
        }

    def get_schema_operation_parameters(self, view):
        return []


def say_refusals(result, generator, request, public):
    """A postprocessing hook: each operation names the refusals it may answer with, in one shape."""
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    result["components"]["responses"] = {
        f"Refused{status}": {"description": words, "content": content}
        for status, words in sorted((REFUSALS | REFUSED_WRITES | REFUSED_VERSIONS).items())
    }
    for operations in result["paths"].values():
        for method, operation in operations.items():
            for status in _refusals_of(method, operation):
                answer = {"$ref": f"#/components/responses/Refused{status}"}
                if status != "404" or "{" in str(operation.get("parameters")) or method != "get":
                    operation["responses"].setdefault(status, answer)
    return result


def _refusals_of(method, operation):
    named = {each["name"] for each in operation.get("parameters", [])}
    writes = REFUSED_WRITES if method != "get" else {}
    return REFUSALS | writes | (REFUSED_VERSIONS if "If-Match" in named else {})


def let_fields_be_left_out(result, generator, request, public):
    """A postprocessing hook: what `fields` may leave out of an answer is not promised to be in it."""
    for operations in result["paths"].values():
        for operation in operations.values():
            if any(each["name"] == "fields" for each in operation.get("parameters", [])):
                _unpromise(operation["responses"]["200"], result["components"]["schemas"])
    return result


def _unpromise(answer, components):
    told = _followed(answer["content"]["application/json"]["schema"], components)
    rows = told.get("properties", {}).get("results", {}).get("items")
    _followed(rows or told, components).pop("required", None)


def _followed(schema, components):
    return components[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
