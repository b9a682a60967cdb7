"""The changes feed, for who pulls it."""

from django.utils.http import urlencode
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.viewsets import conditional
from accounts.viewsets.addresses import absolute
from accounts.viewsets.problems import Problem, refused_fields
from accounts.viewsets.rendering import Json
from accounts.viewsets.schema import ProblemSerializer
from actions import change_feed
from actions.change_feed.telling import tell
from actions.models import ProgressUpdate
from actions.serializers.changes import ChangesSerializer

SIZE, MOST = 100, 500
HIGHEST = 10**15
FARTHER = (
    "The feed does not reach that far: what is kept here is older than what you have read, as after a "
    "restored backup. Pull everything again, then follow the feed from `after` of that answer."
)
NUMBER = {"after": (0, HIGHEST, 0), "page_size": (1, MOST, SIZE)}
SLUGS = {
    "organisation": "action__area__inspection__organisation__slug",
    "inspection": "action__area__inspection__slug",
}


class ChangesView(APIView):
    renderer_classes = [Json]

    @extend_schema(
        summary="Changes",
        operation_id="changes_list",
        responses={200: ChangesSerializer, (409, "application/problem+json"): ProblemSerializer},
        parameters=[
            OpenApiParameter(
                "after",
                {"type": "integer", "minimum": 0, "maximum": HIGHEST, "default": 0},
                description="Only rows behind this place: `after` of the answer before.",
            ),
            OpenApiParameter(
                "page_size",
                {"type": "integer", "minimum": 1, "maximum": MOST, "default": SIZE},
                description="At most so many rows.",
            ),
            OpenApiParameter("organisation", str, description="Only of this organisation, by its slug."),
            OpenApiParameter("inspection", str, description="Only of inspections with this slug."),
        ],
        tags=["changes"],
    )
    def get(self, request):
        """Every ledger row that you may see, once, in an order that never changes, with what it changed.

        Who stops and goes on from `after` sees no gap and no row twice, also while others write. An action
        that you could not see before comes from its next row on: read it when you meet a new one.
        """
        asked = _asked(request.query_params)
        narrowed = {SLUGS[name]: asked[name] for name in SLUGS if name in asked}
        try:
            stretch = _stretch(request.user, narrowed, asked["after"], asked["page_size"])
        except change_feed.NoSuchPlace:
            raise Problem(409, FARTHER, kind="beyond-the-end") from None
        further = {name: asked[name] for name in asked if name != "after"} | {"after": stretch.end}
        answer = {
            "changes": tell(stretch.rows, request.user),
            "after": stretch.end,
            "has_more": stretch.has_more,
            "next": absolute(f"{request.path}?{urlencode(further)}"),
        }
        kept = conditional.FOR_ONE if request.user.is_authenticated else conditional.ALWAYS_FRESH
        return Response(answer, headers={"Cache-Control": kept})


def _stretch(user, narrowed, after, most):
    if not narrowed:
        return change_feed.read_as(user, after, most)
    return change_feed.read(ProgressUpdate.objects.visible_to(user).filter(**narrowed), after, most)


def _asked(given):
    asked, errors = {name: start for name, (_, _, start) in NUMBER.items()}, {}
    for name, values in given.lists():
        if name not in (*NUMBER, *SLUGS, "format"):
            known = ", ".join(sorted((*NUMBER, *SLUGS)))
            errors[name] = f"“{name}” is not known here. Known are: {known}."
        elif len(values) > 1 or not values[0] or "\0" in values[0]:
            errors[name] = "Give it one value, or leave it out."
        elif name in NUMBER:
            lowest, highest, _ = NUMBER[name]
            text = values[0]
            if text.isascii() and text.isdigit() and len(text) <= 16 and lowest <= int(text) <= highest:
                asked[name] = int(text)
            else:
                errors[name] = f"Give a number from {lowest} to {highest}."
        elif name in SLUGS:
            asked[name] = values[0]
    if errors:
        raise refused_fields(errors)
    return asked
