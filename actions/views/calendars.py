"""Addresses for calendar programs, and the page where a person makes and revokes their own."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.row_security import everything, scope_of, take
from actions import calendar
from actions.models import CalendarAddress
from inspections.models import Inspection
from inspections.views.hidden import hidden_ones_ask_to_sign_in


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def own_calendar(request):
    """By POST a new address, which is shown in the answer and never again."""
    addresses = CalendarAddress.objects.visible_to(request.user).live()
    context = {
        "addresses": addresses,
        "inspections": Inspection.objects.of(request.user).select_related("organisation"),
    }
    if request.method == "POST":
        for old in addresses:
            old.revoke(timezone.now())
        secret = CalendarAddress(user=request.user).issue(timezone.now())
        context |= {
            "made": settings.PUBLIC_URL + reverse("own-deadlines", args=[secret]),
            "of_inspections": [
                (inspection, settings.PUBLIC_URL + _address_of(secret, inspection))
                for inspection in context["inspections"]
            ],
        }
        return render(request, "actions/calendar_made.html", context, status=201)
    return render(request, "actions/calendar.html", context)


@require_POST
@login_required
def revoke_calendar(request, pk):
    address = get_object_or_404(CalendarAddress.objects.visible_to(request.user), pk=pk)
    address.revoke(timezone.now())
    messages.success(request, "The calendar address was revoked. Calendars that use it show nothing new.")
    return redirect("own-calendar")


@require_safe
def own_deadlines(request, secret):
    user = _whose(secret)
    return _answer(calendar.own_deadlines(user, settings.PUBLIC_URL), "deadlines")


@require_safe
def inspection_deadlines_by_address(request, secret, slug, inspection_slug):
    return _inspection_deadlines(_whose(secret), slug, inspection_slug)


@require_safe
@hidden_ones_ask_to_sign_in
def inspection_deadlines(request, slug, inspection_slug):
    return _inspection_deadlines(request.user, slug, inspection_slug)


def _inspection_deadlines(user, slug, inspection_slug):
    inspections = Inspection.objects.visible_to(user).select_related("organisation")
    inspection = get_object_or_404(inspections, organisation__slug=slug, slug=inspection_slug)
    return _answer(calendar.deadlines_of(inspection, user, settings.PUBLIC_URL), inspection.slug)


def _whose(secret):
    """The person whose address it is, with the rights they have now."""
    with everything():
        address = CalendarAddress.objects.for_secret(secret).select_related("user").first()
        if address is None or address.user.lacks_second_factor:
            raise Http404
    # PostgreSQL shows what this person may see, as if they were signed in.
    take(scope_of(address.user))
    return address.user


def _address_of(secret, inspection):
    return reverse(
        "inspection-deadlines-by-address", args=[secret, inspection.organisation.slug, inspection.slug]
    )


def _answer(content, name):
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return answer
