from django.utils import timezone
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed

from accounts.models import ApiToken

NOTE_USE_EVERY_SECONDS = 60


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer ft_…`. A token never holds more rights than its owner has at this moment."""

    def authenticate_header(self, request):
        return "Bearer"

    def authenticate(self, request):
        words = get_authorization_header(request).split()
        if not words or words[0].lower() != b"bearer":
            return None
        if len(words) != 2:
            raise AuthenticationFailed(
                "The Authorization header must be the word Bearer, a space and the token."
            )
        now = timezone.now()
        key = words[1].decode("ascii", "replace")
        token = ApiToken.objects.live(now).for_key(key).select_related("user", "organisation").first()
        if token is None:
            raise AuthenticationFailed("This token is not known, has expired or was revoked.")
        if token.last_used_at is None or (now - token.last_used_at).total_seconds() > NOTE_USE_EVERY_SECONDS:
            ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
        token.user.limit_to(token.organisation_id)
        return token.user, token
