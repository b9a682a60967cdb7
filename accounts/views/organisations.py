from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts import change_history, permissions
from accounts.forms.organisations import OrganisationForm, OrganisationSettingsForm
from accounts.models import Organisation

PAGE = 50


@require_safe
@login_required
def look_after(request):
    """The way in from the menu: straight to the people of the one organisation a lead leads, or a choice."""
    led = Organisation.objects.led_by(request.user)
    permissions.require(led)
    if len(led) == 1:
        return redirect("people", led[0].slug)
    return render(
        request, "accounts/look_after.html", {"page": Paginator(led, PAGE).get_page(request.GET.get("page"))}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def organisation_settings(request, slug):
    found = get_object_or_404(Organisation.objects.of(request.user), slug=slug)
    permissions.require(permissions.may_change_settings(request.user, found))
    form = OrganisationSettingsForm(request.POST if request.method == "POST" else None, instance=found)
    if form.is_valid():
        form.save()
        messages.success(request, "The settings were saved.")
        return redirect("organisation-settings", found.slug)
    return render(request, "accounts/settings.html", {"organisation": found, "form": form})


@require_safe
@login_required
def organisation_history(request, slug):
    found = get_object_or_404(Organisation.objects.of(request.user), slug=slug)
    permissions.require(permissions.may_read_history(request.user, found))
    page = Paginator(change_history.entries(found), PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "accounts/history.html",
        {"organisation": found, "page": page, "changes": change_history.described(page.object_list)},
    )


@require_safe
@login_required
def organisations(request):
    permissions.require(permissions.may_add_organisations(request.user))
    page = Paginator(Organisation.objects.with_leads(), PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/organisations.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add_organisation(request):
    permissions.require(permissions.may_add_organisations(request.user))
    form = OrganisationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        added = form.save()
        messages.success(request, f"{added} was added. Invite its first improvement lead now.")
        return redirect("invite", added.slug)
    return render(request, "accounts/add_organisation.html", {"form": form})
