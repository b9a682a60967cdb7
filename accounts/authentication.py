import structlog
from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.permissions import SAFE_METHODS

from accounts.client_address import client_address
from accounts.models import ApiToken
from accounts.row_security import everything, scope_of, take

log = structlog.get_logger(__name__)


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer ft_…`. A token never holds more rights than its owner has at this moment.

    The scope is kept here and not in a permission class, which a view could replace and so forget.
    """

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
        with everything():
            token = _token_of(words[1].decode("ascii", "replace"), request, timezone.now())
        # From here on PostgreSQL shows what this token reaches, until the request ends.
        take(scope_of(token.user))
        return token.user, token


def _token_of(key, request, at):
    token = ApiToken.objects.for_key(key, at)
    if token is None:
        log.warning("token_refused", address=client_address(request))
        raise AuthenticationFailed("This token is not known, has expired or was revoked.")
    owner = token.user
    owner.limit_to(token.organisation_id)
    if not owner.roles:
        raise AuthenticationFailed("The owner of this token no longer works for its organisation.")
    if owner.lacks_second_factor:
        raise PermissionDenied("The owner of this token must set up a second factor before it works.")
    if token.scope == ApiToken.Scope.READ and request.method not in SAFE_METHODS:
        raise PermissionDenied("This token may only read. Make one that may write.")
    token.note_use(at)
    return token


class TokenAuthenticationInSchema(OpenApiAuthenticationExtension):
    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema):
        return {"type": "http", "scheme": "bearer", "description": "A token from the page Your API tokens."}
