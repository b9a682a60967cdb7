"""Mail by one of the usual providers, through django-anymail, spoken to as every other way is."""

from copy import copy

import requests
from anymail.exceptions import AnymailError, AnymailRecipientsRefused
from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.module_loading import import_string

from config.mail import refused

# Providers write these themselves, and several refuse a mail that brings its own.
WRITTEN_BY_PROVIDER = ("Message-ID", "Date")
TAKEN = {"sent", "queued"}
REFERENCE = "X-Followthrough-Reference"


class EmailBackend(BaseEmailBackend):
    def __init__(self, fail_silently=False, **kwargs):
        super().__init__(fail_silently=fail_silently)
        self._way = import_string(settings.ANYMAIL_BACKEND)()

    def open(self):
        return self._way.open()

    def close(self):
        self._way.close()

    def send_messages(self, email_messages):
        return sum(self._send(message) for message in email_messages)

    def _send(self, message):
        sent = _as_provider_takes_it(message)
        try:
            self._way.send_messages([sent])
        except AnymailError as problem:
            if self.fail_silently:
                return 0
            raise _as_refusal(problem) from problem
        answer = sent.anymail_status
        if not answer.status or answer.status - TAKEN:
            response = answer.esp_response
            raise refused.by_status(response.status_code, f"The provider answers: {response.text}")
        message.provider_reference = answer.message_id
        return 1


def _as_provider_takes_it(message):
    sent = copy(message)
    kept = {name: words for name, words in message.extra_headers.items() if name not in WRITTEN_BY_PROVIDER}
    reference = message.extra_headers.get("Message-ID")
    sent.extra_headers = kept | ({REFERENCE: reference} if reference else {})
    return sent


def _as_refusal(problem):
    if isinstance(problem, AnymailRecipientsRefused):
        return refused.never(f"The provider refuses the address. {problem}")
    if isinstance(problem.__cause__, requests.RequestException):
        return refused.without_answer(problem.__cause__)
    if problem.status_code is None:
        return refused.never(str(problem))
    return refused.by_status(problem.status_code, str(problem))
