"""Mail by GOV.UK Notify, through a template of which both the subject and the body are filled in."""

import re

import requests
from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from config.mail import refused

# Notify tells a template that is wrong by the same status as an address that is.
_ABOUT_THE_TEMPLATE = re.compile("template|personalisation", re.IGNORECASE)
_UNSUBSCRIBE_ADDRESS = re.compile(r"<(https://[^>]+)>")


class EmailBackend(BaseEmailBackend):
    """The reference of a mail at Notify is its Message-ID, so Notify can be asked whether it took it."""

    def __init__(self, fail_silently=False, **kwargs):
        super().__init__(fail_silently=fail_silently)
        self._client = NotificationsAPIClient(
            settings.NOTIFY["api_key"], settings.NOTIFY["base_url"], timeout=settings.EMAIL_TIMEOUT
        )

    def send_messages(self, email_messages):
        return sum(self._send(message) for message in email_messages)

    def was_taken(self, message_id):
        """Whether Notify has a mail of this Message-ID, and what it calls it: None if it has none."""
        answer = self._ask(self._client.get_all_notifications, reference=message_id, template_type="email")
        found = answer.get("notifications") or []
        return found[0]["id"] if found else None

    def _send(self, message):
        try:
            for address in message.recipients():
                answer = self._ask(
                    self._client.send_email_notification,
                    email_address=address,
                    template_id=settings.NOTIFY["template_id"],
                    personalisation={"subject": message.subject, "body": as_markdown(message.body)},
                    reference=message.extra_headers.get("Message-ID"),
                    email_reply_to_id=settings.NOTIFY["reply_to_id"],
                    one_click_unsubscribe_url=one_click_address(message),
                )
                message.provider_reference = answer["id"]
        except OSError:
            if not self.fail_silently:
                raise
            return 0
        return 1

    def _ask(self, question, **words):
        try:
            return question(**words)
        except APIError as problem:
            raise _as_refusal(problem) from problem


def one_click_address(message):
    """Notify writes the two headers of RFC 8058 itself; it takes https addresses alone."""
    found = _UNSUBSCRIBE_ADDRESS.search(message.extra_headers.get("List-Unsubscribe", ""))
    return found and found[1]


def as_markdown(text):
    """Our text is Markdown already but for the words in it, which must not become links."""
    return re.sub(r"([\\\[\]])", r"\\\1", text)


def _as_refusal(problem):
    if isinstance(problem.__cause__, requests.RequestException) and problem.response is None:
        return refused.without_answer(problem.__cause__)
    words = f"GOV.UK Notify: {_in_words(problem.message)}"
    if problem.status_code == requests.codes.bad_request and _ABOUT_THE_TEMPLATE.search(words):
        return refused.not_now(words)
    return refused.by_status(problem.status_code, words)


def _in_words(message):
    if isinstance(message, list):
        return "; ".join(str(each.get("message", each)) for each in message)
    return str(message)
