"""What a committee means to look at."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from scrutiny.forms.committees import ForwardPlanForm
from scrutiny.models import ForwardPlanItem
from scrutiny.views.found import own_committee

FORM = ["GET", "HEAD", "POST"]


def _item(request, committee, pk):
    items = ForwardPlanItem.objects.visible_to(request.user).filter(committee=committee)
    return get_object_or_404(items, pk=pk)


@require_http_methods(FORM)
@login_required
def add_to_forward_plan(request, slug, committee):
    found = own_committee(request, slug, committee)
    return _edit(request, found, None, "It was put on the forward plan.")


@require_http_methods(FORM)
@login_required
def edit_forward_plan(request, slug, committee, pk):
    found = own_committee(request, slug, committee)
    return _edit(request, found, _item(request, found, pk), "The forward plan was saved.")


@require_POST
@login_required
def take_off_forward_plan(request, slug, committee, pk):
    found = own_committee(request, slug, committee)
    _item(request, found, pk).delete()
    messages.success(request, "It was taken off the forward plan.")
    return redirect(found)


def _edit(request, committee, item, said):
    sent = request.POST if request.method == "POST" else None
    form = ForwardPlanForm(sent, instance=item, committee=committee, user=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, said)
        return redirect(committee)
    return render(
        request,
        "scrutiny/edit_forward_plan.html",
        {"organisation": committee.organisation, "committee": committee, "item": item, "form": form},
    )
