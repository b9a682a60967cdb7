"""One's own tokens, and for leads those of their people. New ones are made on a page, by a session."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework.views import APIView

from accounts import permissions
from accounts.models import ApiToken
from accounts.serializers.rows import NothingBody
from accounts.serializers.tokens import KeptTokenSerializer
from accounts.viewsets.addresses import Address
from accounts.viewsets.idempotency import once
from accounts.viewsets.resources import Resource
from accounts.viewsets.writing import body_of, require
from accounts.viewsets.written import described, told

API = Address("api-token", 987654321)
AS_THEY_ARE = (
    "id", "name", "prefix", "scope", "created_at", "expires_at", "last_used_at", "revoked_at",
)  # fmt: skip


def rows(user):
    """A token reaches one organisation: those for another are not told by it."""
    seen = ApiToken.objects.visible_to(user)
    return seen if user.is_superuser else seen.filter(organisation__in=user.organisation_ids())


def tell(found, asked):
    return [
        {
            "url": API.of(row.id),
            "organisation": row.organisation_slug,
            "holder": row.holder,
            **{name: getattr(row, name) for name in AS_THEY_ARE},
        }
        for row in found
    ]


TOKENS = Resource(
    name="tokens",
    one="token",
    words="Your tokens, and for leads those of everybody in the organisation.",
    rows=lambda asked: rows(asked.user),
    tell=tell,
    columns={name: name for name in AS_THEY_ARE}
    | {"organisation_slug": "organisation__slug", "holder": "user__name"},
    serializer=KeptTokenSerializer,
    orderings={"id": ("pk",), "created_at": ("created_at",), "expires_at": ("expires_at",)},
)


class RevokeTokenView(APIView):
    @described("Revoke a token", NothingBody, "tokens_revoke", TOKENS)
    @once
    def post(self, request, pk):
        """It works no longer from the next request on. Also the one that you ask with."""
        token = get_object_or_404(rows(request.user), pk=pk)
        require(permissions.may_revoke_token(request.user, token))
        body_of(NothingBody, request)
        token.revoke(timezone.now())
        return told(TOKENS, request, pk)
