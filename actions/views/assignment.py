from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.models import Organisation
from accounts.permissions import may_give_work
from actions import assignment
from actions.forms.assignment import AssignForm
from actions.models import Action
from actions.refusals import NotAllowed


@require_POST
@login_required
def assign(request, slug):
    """Three steps at one address, each carrying what the one before chose: choose, preview, apply."""
    organisation = get_object_or_404(Organisation.objects.of(request.user), slug=slug)
    if not may_give_work(request.user, organisation):
        raise NotAllowed("Only the improvement lead may give many actions an owner or a deadline at once.")
    based_on = _chosen(request.POST.getlist("action"))
    mine = Action.objects.visible_to(request.user).of(organisation).filter(pk__in=based_on)
    actions = list(
        mine.select_related("owner", "area__inspection__organisation").order_by(
            "area__inspection", "area__number", "number"
        )
    )
    if not actions:
        messages.error(request, "Choose at least one action first.")
        return redirect("organisation-plan", slug)
    step = request.POST.get("step")
    form = AssignForm(
        request.POST if step in ("preview", "apply") else None, actions=actions, user=request.user
    )
    context = {
        "organisation": organisation,
        "form": form,
        "actions": actions,
        "chosen": [f"{action.pk}:{based_on[action.pk] or action.ledger_number}" for action in actions],
    }
    if not form.is_valid():
        return render(request, "actions/assign.html", context)
    outcomes = assignment.assign(
        actions, request.user, timezone.now(), based_on=based_on, dry_run=step != "apply", **form.cleaned_data
    )
    changed = [outcome for outcome in outcomes if outcome.changes]
    refused = [outcome for outcome in outcomes if outcome.refused]
    if step == "apply" and not refused:
        messages.success(
            request, f"{len(changed)} action{'s were' if len(changed) != 1 else ' was'} changed."
        )
        return redirect("organisation-plan", slug)
    context |= {"outcomes": outcomes, "changed": changed, "refused": refused, "tried": step == "apply"}
    return render(request, "actions/assign.html", context)


def _chosen(values):
    """{action id: the ledger number it was shown with, or None on the first step}."""
    chosen = {}
    for value in values:
        pk, _, number = value.partition(":")
        if pk.isdecimal() and len(pk) < 19:
            chosen[int(pk)] = int(number) if number.isdecimal() and len(number) < 10 else None
    return chosen
