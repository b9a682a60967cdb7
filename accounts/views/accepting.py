"""What somebody sees who follows the link in an invitation."""

from allauth.account.utils import perform_login
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.client_address import client_address
from accounts.forms.sign_in import FirstPasswordForm
from accounts.models import Invitation, SignInLimit, User
from accounts.views.sign_in import too_many_tries
from accounts.views.single_sign_on import provider_name


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, secret):
    at = timezone.now()
    found = Invitation.objects.for_secret(secret).open(at).select_related("organisation", "post").first()
    if found is None:
        return _unknown(request, secret, at)
    account = found.account()
    if request.user.is_authenticated:
        return _for_signed_in(request, found, account, at)
    if account is not None and account.is_active:
        return render(request, "accounts/invitation_sign_in.html", _words(found))
    return _for_newcomer(request, found, account, at)


def _words(found, **more):
    return {"invitation": found, "provider_name": provider_name(), **more}


def _unknown(request, secret, at):
    """A link that was used, withdrawn, has run out or was made up: one answer for all, and counted."""
    if not SignInLimit.take_try("open an invitation", secret, client_address(request), at):
        return too_many_tries(request)
    return render(request, "accounts/invitation_gone.html", status=404)


def _for_signed_in(request, found, account, at):
    if account != request.user:
        return render(request, "accounts/invitation_other_person.html", _words(found))
    if request.method == "POST":
        try:
            found.accept(at, by=request.user)
        except ValidationError as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, f"You now work for {found.organisation} as {found.get_role_display()}.")
        return redirect("front")
    return render(request, "accounts/invitation_confirm.html", _words(found))


def _for_newcomer(request, found, account, at):
    person = account or User(email=found.email, name=found.name)
    form = FirstPasswordForm(person, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            person = found.accept(at, password=form.cleaned_data["password1"])
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            # Through allauth, because somebody who comes back may have a second factor to show.
            return perform_login(request, person, email_verification="none")
    return render(request, "accounts/invitation_accept.html", _words(found, form=form))
