"""Tells PostgreSQL who asks, from the moment that is known until the last byte of the answer is made."""

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import FileResponse

from accounts.row_security.scopes import EVERYTHING, PUBLIC, current, is_told, scope_of, take, within

# Pages that find their row by what somebody holds in their hand (a password, a link) before anybody is known,
# and those that count over all organisations. None of them lists rows.
SEE_EVERYTHING = {
    "account_login",
    "account_reauthenticate",
    "account_reset_password",
    "account_reset_password_from_key",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "openid_connect_login",
    "openid_connect_callback",
    "socialaccount_login_cancelled",
    "invitation",
    "confirm-subscription",
    "end-subscription",
    "stop-mail",
    "readyz",
    "metrics",
}


class ScopeMiddleware:
    def __init__(self, get_response):
        if not is_told():
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request):
        with within(self._scope(request)):
            response = self.get_response(request)
            if response.streaming and not isinstance(response, FileResponse):
                response.streaming_content = _said_again(response.streaming_content)
            return response

    def process_view(self, request, view, args, kwargs):
        if request.resolver_match.url_name in SEE_EVERYTHING:
            take(EVERYTHING)

    def _scope(self, request):
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return PUBLIC
        with within(EVERYTHING):
            # Who asks, and in which organisations, is known only after looking.
            return scope_of(request.user)


def _said_again(rows):
    """Rows that are read after the view has returned are read within the scope that it had."""
    scope = current()

    def read():
        with within(scope):
            yield from rows

    return read()
