"""Finding areas, actions and updates by words, among what a person may see."""

import re
from dataclasses import dataclass

from django.db import connection
from django.db.models import Max

from accounts.row_security import words_first
from actions.models import Action, ProgressUpdate
from actions.models.words import MOST_WORDS, each_in, few, is_indexed
from inspections.models import Area

MOST_FOUND = 500
MOST_LOOKED_AT = 2000
WINDOWS = (20_000, 200_000)
AROUND = 90
REFERENCE = re.compile(r"(\d{1,5})\.(\d{1,5})")


@dataclass(frozen=True)
class Piece:
    """A piece of a text, and whether it is one of the words looked for."""

    text: str
    is_match: bool


def words_of(query):
    return list(dict.fromkeys(query.casefold().split()))[:MOST_WORDS]


def can_be_found(words):
    """One of them has to be long enough for an index, or it is a reference; shorter ones may narrow that."""
    return bool(_reference(words)) or any(is_indexed(word) for word in words)


def areas(user, words):
    seen = Area.objects.visible_to(user)
    found = seen.filter(pk__in=_latest(seen, words, "words", "theme", "section"))
    return found.select_related("inspection__organisation").order_by(
        "-inspection__published_on", "inspection_id", "number"
    )


def actions(user, words):
    """By their own words; 2.1 by itself finds the actions of that reference, and nothing else."""
    seen = Action.objects.visible_to(user)
    if reference := _reference(words):
        named = seen.filter(area__number=int(reference[1]), number=int(reference[2]))
        latest = _ids(named)
    else:
        latest = _latest(seen, words, "title", "task", "good_looks_like")
    return (
        seen.filter(pk__in=latest)
        .select_related("owner", "area__inspection__organisation")
        .order_by("-area__inspection__published_on", "area__inspection_id", "area__number", "number")
    )


def updates(user, words):
    """Only rows whose words this person may read: nobody learns by searching what is withheld."""
    seen = ProgressUpdate.objects.visible_to(user).filter(words_shown=True)
    found = seen.filter(pk__in=_latest(seen, words, "note", "impact"))
    return found.select_related("action__area__inspection__organisation").order_by("-happened_on", "-pk")


def _reference(words):
    return REFERENCE.fullmatch(words[0]) if len(words) == 1 else None


def _latest(seen, words, *fields):
    if _reference(words) or not can_be_found(words):
        return []
    holding = each_in(words, *fields)
    if connection.vendor != "postgresql":
        return _ids(seen.filter(holding))
    # Without asking who may see them: so it is a question of one table and its index, however it is put.
    those = few(seen.model.objects.filter(holding), MOST_LOOKED_AT)
    if those is None:
        return _ids_of_many(words_first(seen.filter(holding)))
    return _ids(seen.filter(pk__in=those))


def _ids_of_many(rows):
    """Common words stand in many of the latest rows: there PostgreSQL looks first, and mostly last."""
    end = rows.model.objects.aggregate(end=Max("pk"))["end"] or 0
    for window in WINDOWS:
        ids = _ids(rows.filter(pk__gt=end - window))
        if len(ids) == MOST_FOUND:
            return ids
    return _ids(rows)


def _ids(rows):
    """Of the latest that were written, and no more: to sort all that hold a common word takes minutes.

    Asked for by themselves: as the inside of another question they would be looked for in its order.
    """
    return list(rows.order_by("-pk").values_list("pk", flat=True)[:MOST_FOUND])


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
