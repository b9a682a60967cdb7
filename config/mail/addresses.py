"""EMAIL_URL as Django's settings. A value that can't be used raises ValueError with what is wrong with it."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

import dj_email_url

NOTIFY = "https://api.notifications.service.gov.uk"
ON_THIS_MACHINE = ("127.0.0.1", "localhost", "::1")

_BLANK = dj_email_url.parse("console://")
_UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_NOTIFY_KEY = re.compile(f".*{_UUID}-{_UUID}", re.IGNORECASE)
_WHOLE_UUID = re.compile(_UUID, re.IGNORECASE)


@dataclass(frozen=True)
class Provider:
    """What django-anymail wants to know; what stands before the @ comes first, the rest after the ?."""

    module: str
    keys: tuple[str, ...] = ("API_KEY",)
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ("API_URL",)


PROVIDERS = {
    "brevo": Provider("brevo"),
    "mailgun": Provider("mailgun", takes=("API_URL", "SENDER_DOMAIN")),
    "mailjet": Provider("mailjet", keys=("API_KEY", "SECRET_KEY")),
    "mandrill": Provider("mandrill"),
    "postal": Provider("postal", needs=("API_URL",)),
    "postmark": Provider("postmark", keys=("SERVER_TOKEN",)),
    "resend": Provider("resend"),
    "scaleway": Provider(
        "scaleway", keys=("SECRET_KEY",), needs=("PROJECT_ID",), takes=("API_URL", "REGION")
    ),
    "sparkpost": Provider("sparkpost", takes=("API_URL", "SUBACCOUNT")),
}
BY_PROVIDER = tuple(f"anymail+{name}" for name in PROVIDERS)
SCHEMES = ("smtp", "smtps", "submission", "console", "file", "notify", "notify+http", *BY_PROVIDER)


def read(url, timeout):
    scheme = url.split(":", 1)[0]
    if scheme in ("notify", "notify+http"):
        return _BLANK | _notify(url)
    if scheme in BY_PROVIDER:
        return _BLANK | _provider(url, timeout)
    return dj_email_url.parse(url)


def _notify(url):
    """notify://KEY@/TEMPLATE?reply_to=ID, with a host after the @ for a service that is not the UK's own."""
    parts, asked = urlsplit(url), _asked(url, {"REPLY_TO"})
    key, template = _unquoted(parts.username), parts.path.strip("/")
    if not _NOTIFY_KEY.fullmatch(key):
        raise ValueError(
            "Before the @ stands the key of GOV.UK Notify: a name and two numbers with dashes in them."
        )
    for what, number in (("template", template), ("reply-to address", asked.get("REPLY_TO"))):
        if number is not None and not _WHOLE_UUID.fullmatch(number):
            raise ValueError(f"The {what} of GOV.UK Notify is a number of 36 characters with dashes in it.")
    return {
        "EMAIL_BACKEND": "config.mail.notify.EmailBackend",
        "NOTIFY": {
            "api_key": key,
            "template_id": template,
            "reply_to_id": asked.get("REPLY_TO"),
            "base_url": _notify_address(parts),
        },
    }


def _notify_address(parts):
    if parts.scheme == "notify+http" and parts.hostname not in ON_THIS_MACHINE:
        raise ValueError("notify+http:// sends the key in clear, so it is for a host on this machine alone.")
    if not parts.hostname:
        return NOTIFY
    host = parts.netloc.rpartition("@")[2]
    return f"{'http' if parts.scheme == 'notify+http' else 'https'}://{host}"


def _provider(url, timeout):
    """anymail+NAME://KEY@/?setting=value, or KEY:SECOND@ where a provider has two."""
    parts = urlsplit(url)
    name = parts.scheme.removeprefix("anymail+")
    provider = PROVIDERS[name]
    given = dict(zip(provider.keys, (_unquoted(parts.username), _unquoted(parts.password)), strict=False))
    given |= _asked(url, {*provider.needs, *provider.takes})
    for setting in (*provider.keys, *provider.needs):
        if not given.get(setting):
            where = "before the @" if setting in provider.keys else "after the ?"
            raise ValueError(f"{name} needs its {setting.lower()}, {where}.")
    return {
        "EMAIL_BACKEND": "config.mail.providers.EmailBackend",
        "ANYMAIL_BACKEND": f"anymail.backends.{provider.module}.EmailBackend",
        "ANYMAIL": {f"{name.upper()}_{setting}": value for setting, value in given.items()}
        # What a provider has no word for is left out of the mail instead of the mail being refused.
        | {"IGNORE_UNSUPPORTED_FEATURES": True, "REQUESTS_TIMEOUT": timeout},
    }


def _asked(url, allowed):
    asked = {name.upper(): values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    unknown = sorted(set(asked) - allowed)
    if unknown:
        known = ", ".join(sorted(name.lower() for name in allowed))
        raise ValueError(f"After the ? it does not know {unknown[0].lower()}; it knows: {known}.")
    return asked


def _unquoted(text):
    return unquote(text or "")
