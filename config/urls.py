from django.conf import settings
from django.urls import include, path
from django.views.generic import TemplateView

from config import errors, health, look, operations, security_txt
from config.cookies import OwnCookie

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler429 = errors.too_many_requests  # asked for by allauth
handler500 = errors.server_error


def site_page(template, **more):
    context = {
        "contact_email": settings.CONTACT_EMAIL,
        "public_url": settings.PUBLIC_URL,
        "session_hours": settings.SESSION_COOKIE_AGE // 3600,
        "idle_minutes": settings.SESSION_IDLE_SECONDS // 60,
        "session_cookie": settings.SESSION_COOKIE_NAME,
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
        "messages_cookie": OwnCookie.cookie_name,
    }
    return TemplateView.as_view(template_name=template, extra_context=context, **more)


urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("operator/operations/", operations.operations, name="operations"),
    path("accessibility/", site_page("pages/accessibility.html"), name="accessibility"),
    path("privacy/", site_page("pages/privacy.html"), name="privacy"),
    path("cookies/", site_page("pages/cookies.html"), name="cookies"),
    path(
        ".well-known/security.txt",
        security_txt.security_txt,
        name="security-txt",
    ),
    path("api/v1/", include("config.api")),
    path("", include("scrutiny.urls")),
    path("", include("actions.urls")),
    path("", include("inspections.urls")),
    path("", include("accounts.urls")),
]

if settings.IS_LOCAL:
    urlpatterns.append(path("look/", look.look, name="look"))
