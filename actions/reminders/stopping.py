"""One click in a mail stops what is optional, without signing in: the address is signed and does no more."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from accounts.models import User
from actions import stages
from actions.models import MailPreference

SALT = "actions.reminders.stopping"


def address(person):
    """Never ends: an old mail must be able to stop the next one."""
    return settings.PUBLIC_URL + reverse("stop-mail", args=[sign(person)])


def sign(person):
    return signing.Signer(salt=SALT).sign_object(person.pk)


def person_of(signed):
    """None for what was not signed here, and for whoever has left."""
    try:
        key = signing.Signer(salt=SALT).unsign_object(signed)
    except signing.BadSignature:
        return None
    return User.objects.filter(pk=key, is_active=True).first()


def optional_stages():
    return [stage for stage in stages.all_stages() if stage.is_optional]


def stop(person, on):
    preference, _ = MailPreference.objects.get_or_create(person=person, defaults={"chosen_on": on})
    preference.leave_out([stage.key for stage in optional_stages()])
