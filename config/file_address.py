"""FILES_URL as Django's storage. A value that can't be used raises ValueError with what is wrong with it.

    s3://KEY:SECRET@host/bucket/folder?region=NAME&tls=false&style=virtual

Without a host it is Amazon's own service; without a key the host's own right to the bucket is used.
"""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

SCHEME = "s3"
ASKED = {"region": None, "tls": ("true", "false"), "style": ("path", "virtual")}
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")


def read(url):
    """{} for an empty one: files then lie in a folder of this host."""
    if not url:
        return {}
    parts = urlsplit(url)
    if parts.scheme != SCHEME:
        raise ValueError("it must begin with s3://")
    bucket, _, folder = unquote(parts.path).strip("/").partition("/")
    if not _BUCKET.fullmatch(bucket):
        raise ValueError("after the host stands the name of a bucket, such as s3://KEY:SECRET@host/bucket")
    if ".." in folder.split("/"):
        raise ValueError("the folder may not hold ..")
    return _bucket(bucket, folder) | _keys(parts) | _place(parts, _asked(parts.query))


def _bucket(bucket, folder):
    return {"bucket_name": bucket, "location": folder}


def _keys(parts):
    key, secret = unquote(parts.username or ""), unquote(parts.password or "")
    if bool(key) != bool(secret):
        raise ValueError("before the @ stand both the key and its secret, with a colon between them")
    return {"access_key": key, "secret_key": secret} if key else {}


def _place(parts, asked):
    host = parts.hostname or ""
    if not host and "region" not in asked:
        raise ValueError("without a host it is Amazon's, and that needs ?region=, such as eu-west-2")
    # One in a council's own house seldom has a name for each bucket.
    style = asked.get("style", "path" if host else "virtual")
    place = {"region_name": asked.get("region", "us-east-1"), "addressing_style": style}
    if host:
        scheme = "http" if asked.get("tls") == "false" else "https"
        host = f"[{host}]" if ":" in host else host
        place["endpoint_url"] = f"{scheme}://{host}" + (f":{parts.port}" if parts.port else "")
    return place


def _asked(query):
    asked = dict(parse_qsl(query, keep_blank_values=True))
    for name, value in asked.items():
        if name not in ASKED:
            raise ValueError(f"it knows {', '.join(ASKED)} after the question mark, not {name}")
        if ASKED[name] and value not in ASKED[name]:
            raise ValueError(f"{name} must be {' or '.join(ASKED[name])}")
        if not value:
            raise ValueError(f"{name} is empty")
    return asked
