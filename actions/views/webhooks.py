"""Webhooks: which other systems are told of what happens, how that goes, and putting it right."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Organisation
from accounts.permissions import may_look_after_people, require
from actions import change_feed
from actions.forms.webhooks import NewWebhookForm, ReplayForm, WebhookForm
from actions.models import Change, Webhook, WebhookDelivery
from actions.statuses import Kind
from actions.tasks import nudge_webhook

FORM = ["GET", "HEAD", "POST"]
PAGE = 50


def _organisation(request, slug):
    found = get_object_or_404(Organisation.objects.of(request.user), slug=slug)
    require(may_look_after_people(request.user, found))
    return found


def _found(request, slug, pk):
    organisation = _organisation(request, slug)
    webhooks = Webhook.objects.visible_to(request.user).filter(organisation=organisation)
    return get_object_or_404(webhooks.select_related("organisation", "inspection"), pk=pk)


@require_safe
@login_required
def webhooks(request, slug):
    organisation = _organisation(request, slug)
    rows = Webhook.objects.visible_to(request.user).filter(organisation=organisation)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "actions/webhooks.html", {"organisation": organisation, "page": page})


@require_http_methods(FORM)
@login_required
def add_webhook(request, slug):
    organisation = _organisation(request, slug)
    typed = request.POST if request.method == "POST" else None
    form = NewWebhookForm(typed, organisation=organisation, user=request.user)
    if form.is_valid():
        change_feed.place()
        webhook = form.save(commit=False)
        secret = webhook.add(request.user, timezone.now(), form.position(Change.objects.last_position()))
        nudge_webhook(webhook)
        return _secret_shown(request, webhook, secret, "The webhook was added", status=201)
    context = {"organisation": organisation, "form": form, "title": "Add a webhook"}
    return render(request, "actions/edit_webhook.html", context)


def _secret_shown(request, webhook, secret, title, status=200):
    """In the answer itself: a redirect would have to keep the secret somewhere."""
    context = {"webhook": webhook, "organisation": webhook.organisation, "secret": secret, "title": title}
    return render(request, "actions/webhook_secret.html", context, status=status)


@require_safe
@login_required
def webhook(request, slug, pk):
    return _shown(request, _found(request, slug, pk))


def _shown(request, found, form=None, status=200):
    deliveries = WebhookDelivery.objects.visible_to(request.user).filter(webhook=found)
    page = Paginator(deliveries, PAGE).get_page(request.GET.get("page"))
    last = Change.objects.last_position()
    return render(
        request,
        "actions/webhook.html",
        {
            "webhook": found,
            "organisation": found.organisation,
            "page": page,
            "last": last,
            "kinds": [Kind(kind).label for kind in found.kinds],
            "form": form or ReplayForm(last=last, initial={"position": found.position}),
        },
        status=status,
    )


@require_http_methods(FORM)
@login_required
def edit_webhook(request, slug, pk):
    found = _found(request, slug, pk)
    typed = request.POST if request.method == "POST" else None
    form = WebhookForm(typed, instance=found, organisation=found.organisation, user=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, "The webhook was changed.")
        return redirect(found)
    context = {
        "organisation": found.organisation,
        "webhook": found,
        "form": form,
        "title": "Change a webhook",
    }
    return render(request, "actions/edit_webhook.html", context)


@require_POST
@login_required
def ping_webhook(request, slug, pk):
    found = _found(request, slug, pk)
    found.ask_for_ping()
    nudge_webhook(found)
    messages.success(request, "A test message is on its way. Load this page again to see what came of it.")
    return redirect(found)


@require_POST
@login_required
def pause_webhook(request, slug, pk):
    found = _found(request, slug, pk)
    found.pause(timezone.now(), "A lead has paused it.")
    messages.success(request, "Nothing is sent until you let it go on. Nothing is lost meanwhile.")
    return redirect(found)


@require_POST
@login_required
def resume_webhook(request, slug, pk):
    found = _found(request, slug, pk)
    found.resume()
    nudge_webhook(found)
    messages.success(request, "It goes on from where it stopped.")
    return redirect(found)


@require_POST
@login_required
def replay_webhook(request, slug, pk):
    found = _found(request, slug, pk)
    form = ReplayForm(request.POST, last=Change.objects.last_position())
    if not form.is_valid():
        return _shown(request, found, form)
    found.replay(form.cleaned_data["position"], timezone.now())
    nudge_webhook(found)
    messages.success(request, f"It is sent again from place {form.cleaned_data['position']} on.")
    return redirect(found)


@require_POST
@login_required
def rotate_webhook(request, slug, pk):
    found = _found(request, slug, pk)
    secret = found.rotate(timezone.now())
    return _secret_shown(request, found, secret, "The webhook has a new secret")


@require_http_methods(FORM)
@login_required
def remove_webhook(request, slug, pk):
    found = _found(request, slug, pk)
    if request.method == "POST":
        found.delete()
        messages.success(request, f"“{found}” was removed. Nothing is sent to it any more.")
        return redirect("webhooks", slug)
    return render(
        request, "actions/remove_webhook.html", {"webhook": found, "organisation": found.organisation}
    )
