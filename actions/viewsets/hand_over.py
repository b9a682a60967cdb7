"""Handing over everything a post owns to another post: looked at first, then all of it or nothing."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import Post
from accounts.permissions import may_give_work
from accounts.viewsets.idempotency import once
from accounts.viewsets.problems import Problem
from accounts.viewsets.write_schema import KEY
from accounts.viewsets.writing import body_of, require
from actions import hand_over
from actions.serializers.hand_over import HandedOverSerializer, HandOverBody

LOOK_AGAIN = "Something was recorded since you looked. Look again at what would change."
OWNS_NOTHING = "This post owns nothing that you may hand over."


class HandOverActionsView(APIView):
    @extend_schema(
        summary="Hand over everything a post owns",
        operation_id="posts_hand_over_actions",
        request=HandOverBody,
        responses={200: HandedOverSerializer},
        parameters=[KEY],
        tags=["posts"],
    )
    @once
    def post(self, request, pk):
        """Each change is a row of its ledger. Ask without `seen` first: it says what would become of each."""
        posts = Post.objects.visible_to(request.user).select_related("organisation")
        post = get_object_or_404(posts, pk=pk)
        require(may_give_work(request.user, post.organisation))
        actions = list(hand_over.actions_of(post, request.user))
        told = body_of(HandOverBody, request, post=post, actions=actions).validated_data
        if not actions:
            raise Problem(422, OWNS_NOTHING, kind="not-now")
        mark, seen = hand_over.mark_of(actions), told.get("seen", "")
        if seen and seen != mark:
            raise Problem(409, LOOK_AGAIN, kind="changed-since", seen=mark)
        outcomes = hand_over.hand_over_all(
            actions, told["owner"], request.user, timezone.now(), told.get("note", ""), dry_run=not seen
        )
        return Response(
            {
                "done": bool(seen) and not any(outcome.refused for outcome in outcomes),
                "seen": mark,
                "outcomes": [
                    {"action": each.action.pk, "changed": each.changes, "refused": each.refused}
                    for each in outcomes
                ],
                "owned_elsewhere": hand_over.owned_elsewhere(post, request.user),
            }
        )
