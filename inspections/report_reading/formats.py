"""Which format a file is in, told by its first bytes and never by its name."""

import re
from pathlib import Path

from inspections.report_reading import limits
from inspections.report_reading.document import Document, UnreadableReport
from inspections.report_reading.docx import read_docx
from inspections.report_reading.html import read_html
from inspections.report_reading.pdf import read_pdf
from inspections.report_reading.text import decode, read_text

OLD_OFFICE = b"\xd0\xcf\x11\xe0"
WANTED = "a PDF, a Word document (.docx), a web page or plain text"
OTHER_KINDS = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3", "a database"),
)
HTML_START = re.compile(r"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)


def read_document_file(path: Path) -> Document:
    size = path.stat().st_size
    if size == 0:
        raise UnreadableReport("This file is empty: choose the report again.")
    if size > limits.BYTES:
        raise UnreadableReport(
            f"This file is larger than {limits.BYTES // 1024 // 1024} MB: upload only the inspection report."
        )
    data = path.read_bytes()
    if b"%PDF-" in data[:1024]:
        return read_pdf(path, data)
    if data.startswith(b"PK\x03\x04"):
        return read_docx(data)
    _refuse_other_kinds(data)
    if HTML_START.search(decode(data[:20_000])):
        return read_html(decode(data))
    document = read_text(data)
    if not any(char.isalpha() for row in document.rows for char in row):
        raise UnreadableReport("This file has no words in it: choose the report again.")
    return document


def _refuse_other_kinds(data: bytes) -> None:
    if data.startswith(OLD_OFFICE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableReport(
                "This document is protected by a password: save a copy without one and upload that."
            )
        raise UnreadableReport(
            "This is a document in an old Office format: save it as .docx or PDF and upload that."
        )
    for start, kind in OTHER_KINDS:
        if data.startswith(start):
            raise UnreadableReport(f"This is {kind}, not a report: upload {WANTED}.")
    _refuse_binary(data)


def _refuse_binary(data: bytes) -> None:
    """Text has few control characters; a NUL in every second place is UTF-16."""
    sample = data[:65_536]
    text = decode(sample)
    odd = sum(1 for char in text if (ord(char) < 32 and char not in "\t\n\r\f\x00") or char == "\ufffd")
    nuls = text.count("\x00")
    if odd * 20 > len(text) or nuls * 4 > len(text):
        raise UnreadableReport(f"This file is not text that can be read: upload {WANTED}.")
