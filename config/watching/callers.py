"""Who may read how the service is: programs that show METRICS_TOKEN, and programs on this host."""

import hmac
from ipaddress import ip_address

from django.conf import settings


def may_read(request):
    return shows_token(request) or is_on_this_host(request)


def shows_token(request):
    if not settings.METRICS_TOKEN:
        return False
    shown = request.headers.get("Authorization", "").encode()
    return hmac.compare_digest(shown, f"Bearer {settings.METRICS_TOKEN}".encode())


def is_on_this_host(request):
    """Itself, not through a proxy on this host: that brings everybody."""
    if "HTTP_X_FORWARDED_FOR" in request.META or "HTTP_FORWARDED" in request.META:
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
