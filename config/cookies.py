"""The cookie that carries a sentence such as “saved” to the next page."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class OwnCookie(CookieStorage):
    # The browser takes one of this prefix only over https, and from no neighbouring host.
    cookie_name = "messages" if settings.IS_LOCAL else "__Host-messages"


class Messages(FallbackStorage):
    """For the setting MESSAGE_STORAGE."""

    storage_classes = (OwnCookie, SessionStorage)
