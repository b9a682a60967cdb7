"""What a lead adds to an area that is there. Its words are the inspector's and stay."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.permissions import require
from inspections import permissions
from inspections.forms import AreaDetailsForm
from inspections.models import Area


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit_area(request, slug, inspection_slug, number):
    areas = Area.objects.of(request.user).select_related("inspection__organisation")
    found = get_object_or_404(
        areas, inspection__organisation__slug=slug, inspection__slug=inspection_slug, number=number
    )
    require(permissions.may_edit(request.user, found.inspection))
    form = AreaDetailsForm(request.POST if request.method == "POST" else None, area=found, user=request.user)
    if form.is_valid():
        found.amend(form.cleaned_data["theme"], form.organisations())
        messages.success(request, "The area was saved.")
        return redirect(found)
    return render(
        request, "inspections/edit_area.html", {"area": found, "inspection": found.inspection, "form": form}
    )
