"""Putting the words of several lines back together, with or without the hyphen a line ended on."""

import re
from collections import Counter

from inspections.report_reading.document import Line

Vocabulary = Counter
BROKEN = re.compile(r"([A-Za-zÀ-ÿ]+)[-\u2010\u2011]$")
LINKS = {"and", "or", "to", "as", "nor", "but"}
PREFIXES = {
    "multi",
    "non",
    "self",
    "co",
    "re",
    "pre",
    "post",
    "long",
    "short",
    "well",
    "inter",
    "anti",
    "sub",
    "cross",
    "out",
}


def vocabulary(lines: list[Line]) -> Vocabulary:
    """Every word and hyphenated word the document prints inside a line."""
    words: Counter[str] = Counter()
    for line in lines:
        words.update(word.lower() for word in re.findall(r"[A-Za-zÀ-ÿ]+(?:-[A-Za-zÀ-ÿ]+)*", line.text))
    return words


def join(lines: list[Line], words: Vocabulary) -> tuple[str, list[int]]:
    """The words of the lines as one text, and where in it each line begins."""
    text, starts = lines[0].text, [0]
    broken = lines[0].broken_word
    for line in lines[1:]:
        text = _joined(text, line.text, broken, words)
        starts.append(len(text) - len(line.text))
        broken = line.broken_word
    return text, starts


def _joined(text: str, more: str, broken: bool, words: Vocabulary) -> str:
    tail = BROKEN.search(f"{text}-" if broken else text)
    head = re.match(r"[A-Za-zÀ-ÿ]+", more)
    if not tail or not head:
        return f"{text}-{more}" if broken else f"{text} {more}"
    stem = text if broken else text[:-1]
    if head.group() in LINKS and f"{tail.group(1)}{head.group()}".lower() not in words:
        return f"{stem}- {more}"
    return f"{stem}{'-' if keeps_hyphen(tail.group(1), head.group(), words) else ''}{more}"


def keeps_hyphen(left: str, right: str, words: Vocabulary) -> bool:
    left, right = left.lower(), right.lower()
    whole, hyphened = words[left + right], words[f"{left}-{right}"]
    if whole or hyphened:
        return hyphened > whole
    if left in PREFIXES:
        return True
    return bool(words[left] and words[right] and len(left) > 2 and len(right) > 2)
