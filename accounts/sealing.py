"""What has to be read again, as the key of an authenticator app, sealed: a stolen database is not enough.

The key is made of SECRET_KEY. What was sealed by a former one, in SECRET_KEY_FALLBACKS, can still be opened.
"""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

PURPOSE = b"followthrough second factors"


class CannotOpen(Exception):
    """It was sealed by another installation's key, or somebody has tampered with it."""


def seal(text):
    return _box().encrypt(text.encode()).decode()


def open_sealed(sealed):
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise CannotOpen("The SECRET_KEY that sealed this is neither set nor a former one.") from None


def _box():
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([_key_of(secret) for secret in secrets])


def _key_of(secret):
    return Fernet(base64.urlsafe_b64encode(hmac.new(secret.encode(), PURPOSE, hashlib.sha256).digest()))
