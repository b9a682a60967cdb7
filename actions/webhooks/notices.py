"""The mail to leads when a webhook was paused. The page says it too: the row is what counts."""

import smtplib

import structlog
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string

from accounts.models import User

log = structlog.get_logger(__name__)


def tell_leads(webhook):
    leads = User.objects.filter(
        is_active=True, memberships__organisation=webhook.organisation_id, memberships__role="lead"
    )
    words = {"webhook": webhook, "address": settings.PUBLIC_URL + webhook.get_absolute_url()}
    for email in leads.distinct().values_list("email", flat=True):
        try:
            send_mail(
                subject=" ".join(f"Followthrough has stopped sending to {webhook.name}".split()),
                message=render_to_string("actions/mail/webhook_paused.txt", words),
                from_email=settings.DEFAULT_FROM_EMAIL,
                recipient_list=[email],
            )
        except (OSError, smtplib.SMTPException) as problem:
            log.warning("webhook_pause_not_told", webhook=webhook.pk, exc_info=problem)
