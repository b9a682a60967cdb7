"""Office files to the same bytes every time: their parts in a fixed order, at the moment of the paper."""

import io
import re
import zipfile
from datetime import UTC, datetime

EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)  # what a zip can hold
CONTENTS = "[Content_Types].xml"
STAMPS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:(?:created|modified)>)")


def moment_of(document):
    """The moment the paper tells what was known at; a file of it was made then, however often it is made."""
    known = document.get("known_at") or document["as_at"]
    moment = datetime.fromisoformat(known)
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return max(moment.replace(microsecond=0), EARLIEST)


def packed(content, moment):
    """The same zip with its entries sorted and dated, and so the workbooks that lie inside it."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(kept, "w") as after:
        # Readers expect the list of parts first.
        for name in sorted(before.namelist(), key=lambda name: (name != CONTENTS, name)):
            after.writestr(_entry(name, moment), _part(name, before.read(name), moment))
    return kept.getvalue()


def _entry(name, moment):
    entry = zipfile.ZipInfo(name, moment.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    # Otherwise it would say on which system it was made.
    entry.create_system, entry.external_attr = 3, 0o600 << 16
    return entry


def _part(name, content, moment):
    if name.endswith(".xlsx"):
        return packed(content, moment)
    if name == "docProps/core.xml":
        stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
        return STAMPS.sub(rb"\g<1>" + stamp + rb"\g<2>", content)
    return content
