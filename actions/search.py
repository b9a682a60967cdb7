"""Finding areas, actions and updates by words, among what a person may see."""

import re
from dataclasses import dataclass

from django.db.models import Q

from actions.models import Action, ProgressUpdate
from inspections.models import Area

MOST_WORDS = 8
AROUND = 90
REFERENCE = re.compile(r"(\d{1,5})\.(\d{1,5})")


@dataclass(frozen=True)
class Piece:
    """A piece of a text, and whether it is one of the words looked for."""

    text: str
    is_match: bool


def words_of(query):
    return list(dict.fromkeys(query.casefold().split()))[:MOST_WORDS]


def areas(user, words):
    found = Area.objects.visible_to(user).filter(_all_in(words, "words", "theme", "section"))
    return found.select_related("inspection__organisation").order_by(
        "-inspection__published_on", "inspection_id", "number"
    )


def actions(user, words):
    """By their own words; and 2.1 by itself finds the actions of that reference."""
    wanted = _all_in(words, "title", "task", "good_looks_like")
    reference = REFERENCE.fullmatch(words[0]) if len(words) == 1 else None
    if reference:
        wanted |= Q(area__number=int(reference[1]), number=int(reference[2]))
    found = Action.objects.visible_to(user).filter(wanted)
    return found.select_related("owner", "area__inspection__organisation").order_by(
        "-area__inspection__published_on", "area__inspection_id", "area__number", "number"
    )


def updates(user, words):
    """Only rows whose words this person may read: nobody learns by searching what is withheld."""
    found = ProgressUpdate.objects.visible_to(user).filter(_all_in(words, "note", "impact"), words_shown=True)
    return found.select_related("action__area__inspection__organisation").order_by("-happened_on", "-pk")


def _all_in(words, *fields):
    """Each word in one field or another."""
    wanted = Q()
    for word in words:
        one = Q()
        for field in fields:
            one |= Q(**{f"{field}__icontains": word})
        wanted &= one
    return wanted


def marked(text, words):
    """The whole text in pieces, the words looked for apart from the rest."""
    if not words:
        return [Piece(text, False)]
    pattern = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)), re.I)
    pieces, at = [], 0
    for match in pattern.finditer(text):
        if match.start() > at:
            pieces.append(Piece(text[at : match.start()], False))
        pieces.append(Piece(match.group(), True))
        at = match.end()
    if at < len(text):
        pieces.append(Piece(text[at:], False))
    return pieces


def excerpt(words, *texts):
    """A line or two around the first word found, in pieces; the first text's beginning if there is none."""
    told = [" ".join(text.split()) for text in texts if text]
    for text in told:
        places = [place for word in words if (place := text.lower().find(word)) >= 0]
        if places:
            return marked(_around(text, min(places)), words)
    return marked(_around(told[0], 0), words) if told else []


def _around(text, place):
    start = max(0, place - AROUND)
    end = min(len(text), place + 2 * AROUND)
    if start:
        start = text.find(" ", start, place) + 1 or start
    if end < len(text):
        end = text.rfind(" ", place, end) if " " in text[place:end] else end
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
