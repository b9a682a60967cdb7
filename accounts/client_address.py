"""From which network address a request came, when there are known proxies between us and the world."""

import ipaddress

from django.conf import settings


def client_address(request):
    """The address counted for throttling. For IPv6 its /64: one household has all of that to guess from."""
    forwarded = [part.strip() for part in request.headers.get("x-forwarded-for", "").split(",")]
    address = request.META.get("REMOTE_ADDR", "")
    if 0 < settings.TRUSTED_PROXIES <= len(forwarded):
        # Each proxy adds the address it was called from; what stands further left anybody may have made up.
        address = forwarded[-settings.TRUSTED_PROXIES]
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if known.version == 6:
        return str(ipaddress.ip_network(f"{known}/64", strict=False))
    return str(known)
