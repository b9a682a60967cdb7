"""Signing in with the organisation's own provider (OpenID Connect), when the environment names one."""

import structlog
from allauth.socialaccount import views as allauth
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.conf import settings
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

log = structlog.get_logger(__name__)

cancelled = require_safe(allauth.login_cancelled)


def provider_name():
    """What the button says, or nothing when there is no provider."""
    return next((app["name"] for app in settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]), None)


@require_POST
def start(request, provider_id):
    return _asking_the_provider(openid_connect.login, request, provider_id)


@require_safe
def come_back(request, provider_id):
    return _asking_the_provider(openid_connect.callback, request, provider_id)


def _asking_the_provider(view, request, provider_id):
    try:
        return view(request, provider_id)
    except (RequestException, KeyError) as problem:
        log.warning("single_sign_on_failed", exc_info=problem)
        return render(request, "socialaccount/no_answer.html", status=503)
