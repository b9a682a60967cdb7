"""What browsers are told beside the content policy, and what programs are told that come without TLS."""

from django.conf import settings

from accounts.viewsets.problems import problem

UNUSED = (
    "camera",
    "display-capture",
    "geolocation",
    "microphone",
    "payment",
    "publickey-credentials-get",
    "usb",
)
WITHOUT_TLS = (
    "This address answers over https alone. If a token came along, revoke it: it has travelled in the clear."
)


def refuse_programs_without_tls(get_response):
    """A redirect would work, and nobody would see that a token travels in the clear with each request."""

    def answer(request):
        is_program = settings.SECURE_SSL_REDIRECT and request.path.startswith("/api/")
        if is_program and not request.is_secure():
            return problem(403, WITHOUT_TLS)
        return get_response(request)

    return answer


def close_what_pages_do_not_use(get_response):
    """No page asks for a camera or a place; and no other site may show our files as its own."""
    unused = ", ".join(f"{name}=()" for name in UNUSED)

    def answer(request):
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", unused)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return answer
