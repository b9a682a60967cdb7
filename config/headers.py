"""What browsers are told beside the content policy."""

UNUSED = (
    "camera",
    "display-capture",
    "geolocation",
    "microphone",
    "payment",
    "publickey-credentials-get",
    "usb",
)


def close_what_pages_do_not_use(get_response):
    """No page asks for a camera or a place; and no other site may show our files as its own."""
    unused = ", ".join(f"{name}=()" for name in UNUSED)

    def answer(request):
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", unused)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return answer
