"""Looking after posts: for leads, as on their pages."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import Organisation, Post
from accounts.permissions import may_look_after_posts
from accounts.serializers.organisations import PostSerializer
from accounts.serializers.posts import ChangedPostBody, HolderBody, PostBody
from accounts.viewsets.asked import Asked
from accounts.viewsets.idempotency import once
from accounts.viewsets.organisations import POST, POSTS
from accounts.viewsets.resources import one_told
from accounts.viewsets.write_schema import KEY
from accounts.viewsets.writing import body_of, refusals, require


def _described(summary, body, operation, status=200):
    return extend_schema(
        summary=summary,
        operation_id=operation,
        request=body,
        responses={status: PostSerializer},
        parameters=[KEY],
        tags=["posts"],
    )


def _organisation(request, pk):
    organisation = get_object_or_404(Organisation.objects.of(request.user), pk=pk)
    require(may_look_after_posts(request.user, organisation))
    return organisation


def _found(request, pk):
    found = get_object_or_404(Post.objects.visible_to(request.user).select_related("organisation"), pk=pk)
    require(may_look_after_posts(request.user, found.organisation))
    return found


def _placed(request, post, body, status=200):
    told = body_of(body, request, organisation=post.organisation).validated_data
    with refusals():
        post.place(**told)
    at = timezone.now()
    answer = one_told(POSTS, Asked(request.user, at, timezone.localdate(at)), post.pk, status)
    if status == 201:
        answer["Location"] = POST.of(post.pk)
    return answer


class AddPostView(APIView):
    @_described("Add a post", PostBody, "organisations_add_post", status=201)
    @once
    def post(self, request, pk):
        """A job title of the organisation, that can own actions."""
        return _placed(request, Post(organisation=_organisation(request, pk)), PostBody, status=201)


class ChangePostView(APIView):
    @_described("Change a post", ChangedPostBody, "posts_change")
    @once
    def post(self, request, pk):
        """Its title, or to which post it reports. What is left out stays as it is."""
        return _placed(request, _found(request, pk), ChangedPostBody)


class HandOverPostView(APIView):
    @_described("Say who holds a post", HolderBody, "posts_hand_over")
    @once
    def post(self, request, pk):
        """With the post go its actions."""
        return _placed(request, _found(request, pk), HolderBody)


class RemovePostView(APIView):
    @extend_schema(
        summary="Remove a post",
        operation_id="posts_remove",
        request=None,
        responses={204: None},
        tags=["posts"],
    )
    def delete(self, request, pk):
        """Only one to which nothing hangs: a post with work to its name is left vacant instead."""
        found = _found(request, pk)
        with refusals():
            found.remove()
        return Response(status=204)
