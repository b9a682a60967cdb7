"""The days on which an organisation shuts, which move the days it works towards."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts import permissions
from accounts.forms.closure_days import ClosureDayForm
from accounts.models import ClosureDay, Organisation

PAGE = 50


def _organisation(request, slug):
    found = get_object_or_404(Organisation.objects.of(request.user), slug=slug)
    permissions.require(permissions.may_change_settings(request.user, found))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def closure_days(request, slug):
    organisation = _organisation(request, slug)
    form = ClosureDayForm(request.POST if request.method == "POST" else None, organisation=organisation)
    if form.is_valid():
        form.save()
        messages.success(request, "The closure day was added. It moves the days on which papers are due.")
        return redirect("closure-days", slug)
    days = ClosureDay.objects.visible_to(request.user).filter(organisation=organisation)
    page = Paginator(days.order_by("-day"), PAGE).get_page(request.GET.get("page"))
    return render(
        request, "accounts/closure_days.html", {"organisation": organisation, "form": form, "page": page}
    )


@require_POST
@login_required
def remove_closure_day(request, slug, pk):
    organisation = _organisation(request, slug)
    days = ClosureDay.objects.visible_to(request.user).filter(organisation=organisation)
    get_object_or_404(days, pk=pk).delete()
    messages.success(request, "The closure day was removed.")
    return redirect("closure-days", slug)
