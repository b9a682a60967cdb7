"""Whether this installation sends. A restored backup is armed for another host, and says nothing."""

import hashlib
import secrets
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from actions.models import Arming

NOT_ARMED = (
    "Nothing is sent: this database was not armed here. If it is a restored backup that is to send from now "
    "on, run manage.py arm_reminders."
)
_MACHINE = Path("/etc/machine-id")


def is_armed():
    """Whether the mark in the database is that of this host."""
    latest = Arming.objects.order_by("-pk").values_list("mark", flat=True).first()
    return bool(latest) and latest == _mark_of_host()


def arm(at):
    if not settings.INSTALLATION_ID:
        _make_file()
    if not is_armed():
        Arming.objects.create(mark=_mark_of_host(), armed_at=at)


def arm_if_new(at):
    """For the first setting up: a database that was never armed anywhere is nobody's backup."""
    if not Arming.objects.exists():
        arm(at)


def disarm(at):
    Arming.objects.create(mark="", armed_at=at)


def _mark_of_host():
    """By setting, or by a file beside the data and where it lies: a copied folder is another host."""
    if settings.INSTALLATION_ID:
        return _hash(settings.INSTALLATION_ID)
    try:
        own = _file().read_text().strip()
    except FileNotFoundError:
        return None
    return _hash("|".join((own, _machine(), str(settings.VAR_DIR.resolve()))))


def _hash(words):
    return hashlib.sha256(words.encode()).hexdigest()


def _machine():
    with suppress(OSError):
        return _MACHINE.read_text().strip()
    return ""


def _file():
    return settings.VAR_DIR / "installation_id"


def _make_file():
    with suppress(FileExistsError), _file().open("x") as file:
        file.write(secrets.token_hex(16))
