"""Which files are taken as evidence. The name says what a file claims to be; its content has to agree."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from accounts.damaged_zips import DAMAGED_ZIP

LOOKED_AT = 64 * 1024
# Some ten thousand parts: a long document has hundreds.
LIST_LARGEST = 1024 * 1024
TYPES_OF_PARTS = "[Content_Types].xml"
MACROS = re.compile(rb"macroenabled|vbaproject")
# Windows takes these for devices, whatever stands behind the dot.
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)", re.IGNORECASE)
NAME_LONGEST = 200
TEXT_CODINGS = ("utf-8-sig", "cp1252")
HEADER = re.compile(
    rb"^(from|to|cc|date|subject|received|message-id|return-path|mime-version|x-[\w-]+):", re.I | re.M
)


class NotTaken(ValueError):
    """One sentence for the person who chose the file."""


@dataclass(frozen=True)
class EvidenceKind:
    name: str
    extensions: tuple[str, ...]
    content_type: str
    label: str
    agrees: Callable[[BinaryIO, bytes], bool]


def _begins(*marks):
    return lambda file, head: head.startswith(marks)


class _InSmallPieces:
    """A file of which nobody can ask for much at once: the list of what is in an archive is read whole."""

    def __init__(self, file):
        self.seek, self.tell, self._read = file.seek, file.tell, file.read

    def read(self, size=-1):
        got = self._read(size if 0 <= size <= LIST_LARGEST else LIST_LARGEST + 1)
        if len(got) > LIST_LARGEST:
            raise zipfile.BadZipFile("its list is larger than that of any document")
        return got

    def seekable(self):
        return True


def _office(part):
    def agrees(file, head):
        if not head.startswith(b"PK"):
            return False
        try:
            with zipfile.ZipFile(_InSmallPieces(file)) as archive:
                names = set(archive.namelist())
                if part not in names or TYPES_OF_PARTS not in names:
                    return False
                with archive.open(TYPES_OF_PARTS) as types:
                    kinds = types.read(LIST_LARGEST).lower()
        except DAMAGED_ZIP:
            return False
        # Under another name a macro is known by the kind that the document itself gives it.
        if any(name.lower().endswith("vbaproject.bin") for name in names) or MACROS.search(kinds):
            raise NotTaken("This document holds macros. Save it without them and choose it again.")
        return True

    return agrees


def _is_text(file, head):
    if b"\0" in head:
        return False
    return any(_decodes(head, coding) for coding in TEXT_CODINGS)


def _decodes(head, coding):
    try:
        # A character may be cut in two where the part that is looked at ends.
        text = head.decode(coding) if len(head) < LOOKED_AT else head[:-4].decode(coding, "ignore")
    except UnicodeDecodeError:
        return False
    return not any(char < " " and char not in "\t\n\r\f" for char in text)


def _is_mail(file, head):
    return _is_text(file, head) and bool(HEADER.search(head.split(b"\n\n")[0].split(b"\r\n\r\n")[0]))


_OPEN_XML = "application/vnd.openxmlformats-officedocument."
KINDS = (
    EvidenceKind("pdf", (".pdf",), "application/pdf", "PDF", _begins(b"%PDF-")),
    EvidenceKind(
        "docx", (".docx",), f"{_OPEN_XML}wordprocessingml.document", "Word", _office("word/document.xml")
    ),
    EvidenceKind("xlsx", (".xlsx",), f"{_OPEN_XML}spreadsheetml.sheet", "Excel", _office("xl/workbook.xml")),
    EvidenceKind(
        "pptx", (".pptx",), f"{_OPEN_XML}presentationml.presentation", "PowerPoint",
        _office("ppt/presentation.xml"),
    ),
    EvidenceKind("png", (".png",), "image/png", "PNG picture", _begins(b"\x89PNG\r\n\x1a\n")),
    EvidenceKind("jpeg", (".jpg", ".jpeg"), "image/jpeg", "JPEG picture", _begins(b"\xff\xd8\xff")),
    EvidenceKind("csv", (".csv",), "text/csv", "CSV", _is_text),
    EvidenceKind("txt", (".txt",), "text/plain", "Text", _is_text),
    EvidenceKind("eml", (".eml",), "message/rfc822", "E-mail", _is_mail),
)  # fmt: skip
BY_NAME = {kind.name: kind for kind in KINDS}
BY_EXTENSION = {extension: kind for kind in KINDS for extension in kind.extensions}
TAKEN = ", ".join(kind.label for kind in KINDS)
ACCEPT = ",".join(BY_EXTENSION)


def kind_of(name: str, file: BinaryIO) -> EvidenceKind:
    """What the file is; NotTaken if it is none of ours, or its content is not what its name says."""
    kind = BY_EXTENSION.get(PurePosixPath(name.lower()).suffix)
    if kind is None:
        raise NotTaken(f"“{name}” is not a kind of file that is taken as evidence. Choose one of: {TAKEN}.")
    file.seek(0)
    head = file.read(LOOKED_AT)
    if not head:
        raise NotTaken(f"“{name}” is empty. Check that it was saved, and choose it again.")
    file.seek(0)
    agrees = kind.agrees(file, head)
    file.seek(0)
    if not agrees:
        raise NotTaken(
            f"“{name}” is named like {kind.label}, but holds something else. Save it again as {kind.label}."
        )
    return kind


def plain_name(name: str) -> str:
    """The last part of a name, without anything that a file system or a header could misread."""
    name = name.replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(char for char in name if char.isprintable() and char not in '"<>:|?*').strip(" .")
    name = DEVICES.sub(r"\1-file", name) if DEVICES.match(name) else name
    stem, dot, extension = name.rpartition(".")
    if not dot:
        return name[:NAME_LONGEST] or "file"
    return f"{stem[: NAME_LONGEST - len(extension) - 1] or 'file'}.{extension}"
