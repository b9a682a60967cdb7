from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import invitation_mail, permissions
from accounts.forms.people import InvitationForm
from accounts.models import Organisation

PAGE = 50


def _organisation_led(request, slug):
    organisation = get_object_or_404(Organisation.objects.of(request.user), slug=slug)
    permissions.require(permissions.may_look_after_people(request.user, organisation))
    return organisation


@require_safe
@login_required
def invitations(request, slug):
    organisation = _organisation_led(request, slug)
    waiting = organisation.invitations.waiting().select_related("post", "invited_by")
    return render(
        request,
        "accounts/invitations.html",
        {
            "organisation": organisation,
            "page": Paginator(waiting, PAGE).get_page(request.GET.get("page")),
            "now": timezone.now(),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def invite(request, slug):
    organisation = _organisation_led(request, slug)
    form = InvitationForm(organisation, request.POST if request.method == "POST" else None)
    if form.is_valid():
        permissions.require(permissions.may_give_role(request.user, organisation, form.cleaned_data["role"]))
        invitation = form.save(commit=False)
        invitation.invited_by = request.user
        try:
            _send(request, invitation)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return redirect("invitations", organisation.slug)
    return render(request, "accounts/invite.html", {"organisation": organisation, "form": form})


@require_POST
@login_required
def resend_invitation(request, slug, pk):
    organisation = _organisation_led(request, slug)
    invitation = get_object_or_404(organisation.invitations.waiting(), pk=pk)
    try:
        _send(request, invitation)
    except ValidationError as refusal:
        messages.error(request, refusal.message)
    return redirect("invitations", organisation.slug)


@require_POST
@login_required
def withdraw_invitation(request, slug, pk):
    organisation = _organisation_led(request, slug)
    invitation = get_object_or_404(organisation.invitations.all(), pk=pk)
    if invitation.withdraw(timezone.now()):
        messages.success(
            request, f"The invitation to {invitation.email} was withdrawn. Its link no longer works."
        )
    else:
        messages.error(request, f"The invitation to {invitation.email} had been used or withdrawn already.")
    return redirect("invitations", organisation.slug)


def _send(request, invitation):
    if invitation_mail.issue_and_send(invitation, timezone.now()):
        messages.success(
            request, f"An invitation was sent to {invitation.email}. It can be used for 14 days."
        )
    else:
        messages.error(
            request,
            f"The invitation to {invitation.email} is saved, but the mail server does not answer. "
            "Send it again from this page in a few minutes.",
        )
