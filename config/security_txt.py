"""Whom to tell of a hole in this service (RFC 9116)."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

# As long as the service answers, somebody reads that mail; a copy half a year old should be fetched anew.
GOOD_FOR = timedelta(days=180)


@require_safe
def security_txt(request):
    expires = datetime.combine(timezone.now().date() + GOOD_FOR, time(), UTC)
    fields = {
        "Contact": f"mailto:{settings.CONTACT_EMAIL}",
        "Expires": expires.isoformat().replace("+00:00", "Z"),
        "Preferred-Languages": "en",
        "Canonical": f"{settings.PUBLIC_URL}/.well-known/security.txt",
    }
    lines = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return HttpResponse(lines, content_type="text/plain; charset=utf-8")
