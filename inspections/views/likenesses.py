"""Deciding whether an area repeats an earlier one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Organisation
from accounts.permissions import require
from inspections import permissions
from inspections.differences import side_by_side
from inspections.models import Likeness

PAGE = 20


def _organisation(request, slug):
    organisation = get_object_or_404(Organisation.objects.of(request.user), slug=slug)
    require(permissions.may_decide_likeness(request.user, organisation))
    return organisation


@require_safe
@login_required
def likenesses(request, slug):
    organisation = _organisation(request, slug)
    open_ones = (
        Likeness.objects.visible_to(request.user)
        .of(organisation)
        .suggested()
        .select_related("area__inspection__organisation", "earlier__inspection__organisation")
        .order_by("-score", "pk")
    )
    page = Paginator(open_ones, PAGE).get_page(request.GET.get("page"))
    shown = [(each, *side_by_side(each.earlier.words, each.area.words)) for each in page.object_list]
    return render(
        request, "inspections/likenesses.html", {"organisation": organisation, "page": page, "shown": shown}
    )


@require_POST
@login_required
def decide_likeness(request, slug, pk):
    organisation = _organisation(request, slug)
    found = get_object_or_404(Likeness.objects.visible_to(request.user).of(organisation), pk=pk)
    answer = request.POST.get("answer")
    if answer not in ("same", "different"):
        messages.error(request, "Say whether it is the same finding or a different one.")
    elif found.decide(answer == "same", request.user, timezone.now()):
        said = "is now shown with the earlier one" if answer == "same" else "will not be suggested again"
        messages.success(request, f"Area {found.area.number} {said}.")
    else:
        messages.info(request, "Somebody else has decided this already.")
    return redirect("likenesses", organisation.slug)
