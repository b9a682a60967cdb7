"""The mail that invites somebody, sent once the invitation is saved: the row is what counts."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse


def issue_and_send(invitation, at):
    """Saved first and mailed after: a mail server that does not answer costs a mail, not the invitation.

    Says whether the mail went. Raises ValidationError for an invitation that can't be issued (again).
    """
    secret = invitation.issue(at)
    try:
        send(invitation, secret)
    except OSError:
        return False
    invitation.note_mailed(at)
    return True


def send(invitation, secret):
    """Raises OSError when the mail server does not take it."""
    words = {
        "invitation": invitation,
        "address": settings.PUBLIC_URL + reverse("invitation", args=[secret]),
    }
    send_mail(
        # A line break in a subject would be refused as an attempt to add headers.
        subject=" ".join(f"You are invited to Followthrough for {invitation.organisation}".split()),
        message=render_to_string("accounts/mail/invitation.txt", words),
        from_email=settings.DEFAULT_FROM_EMAIL,
        recipient_list=[invitation.email],
    )
