"""Mails of reminders, for leads and the operator: what would go out, what went, what did not and why."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import Organisation
from accounts.permissions import may_look_after_installation, require
from actions import permissions
from actions.forms.reminders import AllMailsForm, MailsOfOrganisationForm
from actions.models import Digest, MailPreference
from actions.reminders import arming, told

PEOPLE, MAILS = 25, 50


def found_organisation(request, slug):
    organisation = get_object_or_404(Organisation.objects.of(request.user), slug=slug)
    require(permissions.may_look_after_reminders(request.user, organisation))
    return organisation


@require_safe
@login_required
def organisation_reminders(request, slug):
    """What would go out on this working day or the next, by the same selection that sends."""
    organisation = found_organisation(request, slug)
    now, today = timezone.now(), timezone.localdate()
    on = told.next_working_day(organisation, today)
    lines = told.plan_of(organisation, now, on)
    page = Paginator(lines, PEOPLE).get_page(request.GET.get("page"))
    _complete(page.object_list, request.user)
    digests = Digest.objects.visible_to(request.user).filter(about__organisation=organisation)
    return render(
        request,
        "actions/organisation_reminders.html",
        {
            "organisation": organisation,
            "not_armed": "" if arming.is_armed() else arming.NOT_ARMED,
            "on": on,
            "today": today,
            "page": page,
            "things": sum(len(line.items) for line in lines),
            "paused": told.paused_in(organisation, today),
            "trouble": told.in_trouble(digests, today),
            "sent": told.sent_on(digests, today),
        },
    )


@require_safe
@login_required
def organisation_mails(request, slug):
    organisation = found_organisation(request, slug)
    form = MailsOfOrganisationForm(request.GET or {}, organisation=organisation, user=request.user)
    digests = Digest.objects.visible_to(request.user).filter(about__organisation=organisation)
    return _mails(request, form, digests, organisation=organisation)


@require_safe
@login_required
def operator_reminders(request):
    require(may_look_after_installation(request.user))
    now, today = timezone.now(), timezone.localdate()
    digests = Digest.objects.visible_to(request.user)
    return render(
        request,
        "actions/operator_reminders.html",
        {
            "not_armed": "" if arming.is_armed() else arming.NOT_ARMED,
            "today": today,
            "plan": told.plan_by_organisation(now, today),
            "paused": told.paused_on(MailPreference.objects.visible_to(request.user), today),
            "trouble": told.in_trouble(digests, today),
            "sent": told.sent_on(digests, today),
        },
    )


@require_safe
@login_required
def operator_mails(request):
    require(may_look_after_installation(request.user))
    form = AllMailsForm(request.GET or {}, user=request.user)
    return _mails(request, form, Digest.objects.visible_to(request.user))


def _mails(request, form, digests, organisation=None):
    found = form.found(digests).select_related("person").distinct()
    page = Paginator(found, MAILS).get_page(request.GET.get("page"))
    told.name_for(request.user, page.object_list)
    return render(request, "actions/mails.html", {"organisation": organisation, "form": form, "page": page})


def _complete(lines, user):
    told.name_for(user, lines)
    preferences = MailPreference.objects.visible_to(user).filter(
        person__in=[line.person.pk for line in lines]
    )
    by_person = {each.person_id: each for each in preferences}
    for line in lines:
        line.preference = by_person.get(line.person_id)
        if line.person_id != user.pk:
            line.items = told.for_others(line.items)
