"""Bullet marks, numbers and invisible characters at the start of a line and inside it."""

import re
import unicodedata
from collections import Counter

from inspections.report_reading.document import Line
from inspections.report_reading.headings import ITEM_WORDS

GLYPHS = (
    "\u2022\u2023\u2043\u204c\u204d\u2219\u00b7\u25a0-\u25ff\u2605\u2606\u2666\u2713\u2714\u2756\u2794"
    "\u27a2\u27a4\u2b1b\u2b1c\u25fc\u25aa\u2b25\u2b29\ue000-\uf8ff\ufffd\u0000\u0001\u0007\u007f"
)
GLYPH_START = re.compile(rf"^\s*[{GLYPHS}]+(?:\s+|(?=\S))")
DASH_INSIDE = re.compile(r"(?<=[a-z.;,)])\s+[-–*]\s+(?=([a-z]+)\b)")
GLYPH_INSIDE = re.compile(rf"(?<=[\w.;,:)’'])\s*[{GLYPHS}]\s+(?=[A-Za-z‘“(\d])")
DASH_START = re.compile(r"^\s*(?:[-–—*+]|\\-)\s+(?=\S)")
# Wingdings and Symbol bullets whose font went missing come out as one of these letters.
LETTER_START = re.compile(r"^\s*([nluqvzo§¾Øü©Ÿà]|\(cid:\d+\))\s+(?=\S)")
UNSEEN = re.compile(
    r""
    r"[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
NUMBER = re.compile(r"^\(?(\d{1,3}(?:\.\d{1,2})?)[.)]\s+(?=\S)")
LONE_NUMBER = re.compile(r"^(?:(\d{1,3}(?:\.\d{1,2})?)\.|\(\d{1,3}\))$")
NEVER_A_WORD = set("§¾Øü©Ÿà")
OFTEN_ENOUGH = 2


def clean(text: str) -> str:
    """Printable text on one line; soft hyphens go, ligatures and wide blanks become ordinary letters."""
    text = UNSEEN.sub("", re.sub(r"[\t-\r\u00a0]", " ", text))
    if any("\ufb00" <= letter <= "\ufb06" for letter in text):
        text = unicodedata.normalize("NFKC", text)
    return re.sub(r"\s+", " ", text).strip()


def take_mark(text: str) -> tuple[str, str]:
    """The bullet mark a line starts with, and the rest of the line."""
    for pattern in (GLYPH_START, DASH_START):
        if found := pattern.match(text):
            rest = text[found.end() :]
            if rest.strip():
                return found.group().strip() or "\u2022", rest
    if text and not text.strip(" \u0000\u0001\u0007\u007f") and text.strip(" "):
        return "\u2022", ""
    return "", text


def lone_mark(text: str) -> bool:
    """A bullet on a line of its own, its words on the next."""
    stripped = text.strip()
    return bool(re.fullmatch(rf"[{GLYPHS}]", stripped)) or stripped in {"-", "–", "*", "\u2022"}


def take_list_mark(text: str) -> tuple[str, str]:
    """As `take_mark`, but `- 23. In order to` is a numbered paragraph that an extractor took for a list."""
    mark, rest = take_mark(text)
    return ("", rest) if mark and NUMBER.match(rest.strip()) else (mark, rest)


def take_letter_marks(lines: list[Line]) -> None:
    """Take `n words` and `§ words` as bullets where a document starts its lines that way."""
    found = Counter(m.group(1) for line in lines if not line.mark and (m := LETTER_START.match(line.text)))
    marks = {letter for letter, times in found.items() if times >= OFTEN_ENOUGH or letter in NEVER_A_WORD}
    for line in lines:
        if not line.mark and (m := LETTER_START.match(line.text)) and m.group(1) in marks:
            line.mark, line.text = m.group(1), line.text[m.end() :]


def split_inside(text: str) -> list[str]:
    """Bullets that were run together on one line, parted at the marks between them."""
    text = DASH_INSIDE.sub(lambda found: " \u2022 " if found.group(1) in ITEM_WORDS else found.group(), text)
    return [part.strip() for part in GLYPH_INSIDE.split(text) if part.strip()]


def take_number(text: str) -> tuple[str | None, str]:
    """A paragraph number such as `23.` and the rest of the line."""
    if found := NUMBER.match(text):
        return found.group(1), text[found.end() :]
    return None, text
