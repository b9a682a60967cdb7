"""A frozen mail as what the way out takes: the same bytes each time."""

import hashlib
import re
from email.utils import format_datetime, parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from actions.reminders.turns import local

LONGEST_SUBJECT = 150
_NOT_FOR_A_LINE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")


class Letter(EmailMultiAlternatives):
    """Its parts are divided by a mark made of its Message-ID; the library would choose one by chance."""

    def message(self):
        written = super().message()
        if written.is_multipart():
            mark = hashlib.sha256(self.extra_headers["Message-ID"].encode()).hexdigest()[:32]
            written.set_boundary(f"=={mark}==")
        return written


def letter_of(digest):
    letter = Letter(
        subject=digest.subject,
        body=digest.text,
        from_email=digest.sender,
        to=[digest.recipient],
        headers={"Message-ID": digest.message_id, "Date": digest.date_header, **digest.headers},
    )
    letter.attach_alternative(digest.html, "text/html")
    return letter


def in_one_line(subject):
    """No subject begins another header, or goes on for ever."""
    line = _NOT_FOR_A_LINE.sub(" ", subject).strip()
    return line if len(line) <= LONGEST_SUBJECT else f"{line[: LONGEST_SUBJECT - 1].rstrip()}…"


def message_id_of(digest):
    """Of the digest's own number, so that whoever sends it again says the same."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    host = host or urlsplit(settings.PUBLIC_URL).hostname
    return f"<reminders.{digest.pk}@{host}>"


def date_header_of(at):
    return format_datetime(local(at))
