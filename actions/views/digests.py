"""One mail as it was frozen and how its sending went; sending again, and now; who was told of an action."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Organisation, User
from accounts.permissions import require
from actions import permissions, tasks
from actions.models import Digest
from actions.reminders import arming, sending, sweeping, told
from actions.views.action import found_action
from actions.views.reminders import found_organisation

TOLD = 50
# It is being sent, or soon will be: the page looks again by itself.
UNDER_WAY = (Digest.State.PENDING, Digest.State.SENDING)


def found_digest(request, pk):
    digests = Digest.objects.visible_to(request.user).select_related("person")
    return get_object_or_404(digests.prefetch_related("about__organisation"), pk=pk)


@require_safe
@login_required
def digest(request, pk):
    found = found_digest(request, pk)
    about = [each.organisation for each in found.about.all()]
    led = [each for each in about if permissions.may_look_after_reminders(request.user, each)]
    is_own = found.person_id == request.user.pk
    is_whole = is_own or led == about
    ours = {each.pk for each in (about if is_whole else led)}
    items = [item for item in found.items if item["organisation"] in ours]
    told.name_for(request.user, [found])
    return render(
        request,
        "actions/digest.html",
        {
            "digest": found,
            "organisation": led[0] if led else None,
            "is_own": is_own,
            "items": items if is_own else told.for_others(items),
            "is_whole": is_whole,
            # It greets whoever gets it by their name.
            "may_read_text": is_whole and found.is_known,
            "is_under_way": found.state in UNDER_WAY,
            "may_resend": bool(led) and found.state in told.TROUBLE,
        },
    )


@require_POST
@login_required
def resend_digest(request, pk):
    about_led = Digest.objects.filter(about__organisation__in=Organisation.objects.led_by(request.user))
    found = get_object_or_404(about_led.distinct(), pk=pk)
    if not arming.is_armed():
        messages.error(request, arming.NOT_ARMED)
    elif found.resend(timezone.now()):
        if not tasks.hand_out(found.pk):
            sending.send_digest(found.pk, timezone.now)
        messages.success(request, "It is tried again now.")
    else:
        messages.info(request, "There is nothing to try again: it was sent, or is being sent.")
    return redirect("digest", found.pk)


@require_POST
@login_required
def send_now(request, slug, pk):
    """Today's mail of one person, whatever their hour. Pressed twice, or by two people, it is one mail."""
    organisation = found_organisation(request, slug)
    people = User.objects.visible_to(request.user).filter(memberships__organisation=organisation)
    person = get_object_or_404(people.distinct(), pk=pk)
    swept = sweeping.sweep(timezone.now, people=[person.pk], is_hour_ignored=True, hand_out=tasks.hand_out)
    mails = Digest.objects.visible_to(request.user).filter(person=person, local_date=timezone.localdate())
    found = mails.first()
    if found is not None and not swept.get("faults"):
        return redirect("digest", found.pk)
    for sentence in swept.get("faults") or [f"There is nothing to send to {person} today."]:
        messages.warning(request, sentence)
    return redirect("organisation-reminders", organisation.slug)


@require_safe
@login_required
def told_of_action(request, slug, inspection_slug, reference):
    action = found_action(request, slug, inspection_slug, reference)
    require(permissions.may_read_who_was_told(request.user, action.organisation_id))
    page = Paginator(told.of_action(action), TOLD).get_page(request.GET.get("page"))
    told.name_for(request.user, page.object_list)
    return render(request, "actions/told.html", {"action": action, "page": page})
