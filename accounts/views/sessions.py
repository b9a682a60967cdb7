"""Where one is signed in, and ending it: for whoever left a browser open, or lost a phone."""

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.models.sessions import Session, hash_of


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@reauthentication_required
def sessions(request):
    """Only for somebody who has just shown who they are: a thief of the session must not end the owner's."""
    own = Session.objects.visible_to(request.user).live(timezone.now())
    if request.method == "POST":
        ended, _ = _chosen(own.elsewhere(request.session.session_key), request.POST.get("end", "")).delete()
        messages.success(request, _told(ended))
        return redirect("sessions")
    return render(
        request, "accounts/sessions.html", {"sessions": own, "here": hash_of(request.session.session_key)}
    )


def _chosen(others, wish):
    if wish == "others":
        return others
    try:
        return others.filter(number=UUID(wish))
    except ValueError:
        return others.none()


def _told(ended):
    if not ended:
        return "There was nothing to end."
    return "You were signed out there." if ended == 1 else f"You were signed out in {ended} other places."
