"""One's own mails of reminders: when they come, a pause, and the one click that stops what is optional."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from actions.forms.mail import MailPreferenceForm
from actions.models import Digest, MailPreference
from actions.reminders import stopping

MAILS = 10


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mail_preferences(request):
    today = timezone.localdate()
    preference = _own_preference(request.user, today)
    if "end_pause" in request.POST:
        preference.end_pause()
        messages.success(request, "The pause has ended. Your mails go on.")
        return redirect("mail-preferences")
    form = MailPreferenceForm(request.POST or None, instance=preference, today=today)
    if form.is_valid():
        form.save()
        messages.success(request, "Your choices were saved.")
        return redirect("mail-preferences")
    if form.errors:
        # What the page says of the pause is what is saved.
        preference = _own_preference(request.user, today)
    return render(
        request,
        "actions/mail_preferences.html",
        {
            "form": form,
            "paused_until": preference.paused_until if preference.is_paused(today) else None,
            "mails": Digest.objects.visible_to(request.user).filter(person=request.user)[:MAILS],
        },
    )


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mail(request, signed):
    """Mail programs post here by themselves, without a cookie (RFC 8058). Following the link does nothing."""
    person = stopping.person_of(signed)
    if person is None:
        raise Http404
    if request.method == "POST":
        stopping.stop(person, timezone.localdate())
    context = {"is_stopped": request.method == "POST", "stages": stopping.optional_stages()}
    return render(request, "actions/stop_mail.html", context)


def _own_preference(user, today):
    own = MailPreference.objects.visible_to(user).filter(person=user).first()
    return own or MailPreference(person=user, chosen_on=today)
