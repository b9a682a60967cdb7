"""Mails for whoever asks: asking, confirming, stopping. The answer never says who is subscribed."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.client_address import client_address
from accounts.models import SignInLimit
from inspections.views.hidden import hidden_ones_ask_to_sign_in
from scrutiny import subscriptions
from scrutiny.forms.subscriptions import SubscribeForm
from scrutiny.models import Subscription
from scrutiny.views.feeds import found_inspection
from scrutiny.views.found import found_committee, found_organisation

FORM = ["GET", "HEAD", "POST"]
DEED = "subscribe"
WAIT = "Too many tries. Wait 15 minutes, then try again."


@require_http_methods(FORM)
@hidden_ones_ask_to_sign_in
def subscribe(request, slug):
    return _subscribe(request, organisation=found_organisation(request, slug))


@require_http_methods(FORM)
@hidden_ones_ask_to_sign_in
def subscribe_to_inspection(request, slug, inspection_slug):
    return _subscribe(request, inspection=found_inspection(request, slug, inspection_slug))


@require_http_methods(FORM)
@hidden_ones_ask_to_sign_in
def subscribe_to_committee(request, slug, committee):
    return _subscribe(request, committee=found_committee(request, slug, committee))


def _subscribe(request, **wanted):
    form, now = SubscribeForm(request.POST if request.method == "POST" else None), timezone.now()
    status = 200
    if form.is_valid():
        email = form.cleaned_data["email"]
        if SignInLimit.take_try(DEED, email, client_address(request), now):
            Subscription.ask(email, now, **wanted)
            return redirect("subscription-asked")
        form.add_error(None, WAIT)
        status = 429
    [target] = wanted.values()
    context = {"form": form, "target": target, "kind": target._meta.model_name}
    return render(request, "scrutiny/subscribe.html", context, status=status)


@require_safe
def subscription_asked(request):
    """The same words for an address that is new, waiting, or subscribed already."""
    return render(request, "scrutiny/subscription_asked.html")


@never_cache
@require_http_methods(FORM)
def confirm_subscription(request, secret):
    """By a button: programs that look through mails follow links, and must not subscribe anybody."""
    found = Subscription.with_secret(secret, timezone.now())
    if found is None:
        return render(request, "scrutiny/subscription_gone.html", status=404)
    is_confirmed = request.method == "POST" and found.confirm(timezone.now())
    context = {
        "subscription": found,
        "is_confirmed": is_confirmed,
        "stop": subscriptions.signed(found.pk) if is_confirmed else "",
    }
    return render(request, "scrutiny/confirm_subscription.html", context)


@csrf_exempt
@never_cache
@require_http_methods(FORM)
def end_subscription(request, signed):
    """Mail programs post here by themselves, without a cookie (RFC 8058). Following the link does nothing."""
    is_ours, found = subscriptions.subscription_of(signed)
    if not is_ours:
        raise Http404
    told_of = found.told_of if found else ""
    is_ended = found is None or request.method == "POST"
    if found is not None and is_ended:
        found.end()
    return render(request, "scrutiny/end_subscription.html", {"told_of": told_of, "is_ended": is_ended})
