"""What is true of every page for a signed-in person, whichever app it comes from."""

from django.contrib.sessions.middleware import SessionMiddleware as DjangoSessionMiddleware
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect

# Where somebody without their compulsory second factor can still go: to set it up, or out.
OPEN_WITHOUT_SECOND_FACTOR = {
    "mfa_activate_totp",
    "account_reauthenticate",
    "account_logout",
    "accessibility",
    "privacy",
    "cookies",
    "security-txt",
    "healthz",
    "readyz",
}

# Parts of an address that let in whoever has the address.
OPENS_SOMETHING = {"secret", "key"}


class SessionMiddleware(DjangoSessionMiddleware):
    """Tells the session which browser it is in, for the page on which people end those they do not know."""

    def process_request(self, request):
        super().process_request(request)
        request.session.user_agent = request.headers.get("user-agent", "")


def keep_private_pages_out_of_caches(get_response):
    """So that Back after signing out, and a cache on the way, show nothing."""

    def answer(request):
        response = get_response(request)
        named = request.resolver_match.kwargs.keys() if request.resolver_match else set()
        if request.path.startswith("/api/"):
            return response  # It says itself how long its answers may be kept.
        if request.user.is_authenticated or named & OPENS_SOMETHING:
            response.headers["Cache-Control"] = "private, no-store"
        return response

    return answer


class SecondFactorMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.resolver_match.url_name in OPEN_WITHOUT_SECOND_FACTOR:
            return None
        if not request.user.is_authenticated or not request.user.lacks_second_factor:
            return None
        if request.path.startswith("/api/"):
            sentence = (
                "Your organisation asks everybody for a second factor. Set yours up on the web pages first."
            )
            raise PermissionDenied(sentence)
        return redirect("mfa_activate_totp")
