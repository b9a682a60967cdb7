"""The rules as tables in Markdown, for docs/domain.md. What is written there is what the code does."""

import re

from actions import buckets, rating, stages
from actions.stage_effects import EFFECTS
from actions.statuses import Closeness, Part, Status
from actions.transitions import EVERY, RULES

_PLACE = re.compile(r"(<!-- rules: (?P<name>\w+) -->\n).*?(<!-- end -->)", re.S)


def fill_in(page: str) -> str:
    """The page with each table between its marks written anew."""
    return _PLACE.sub(lambda found: f"{found[1]}{_TABLES[found['name']]()}\n{found[3]}", page)


def _table(heads, rows):
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _transitions():
    return _table(
        ["row", "verb", "from", "to", "who", "not if", "must be given", "what it means"],
        [
            [
                rule.kind.label,
                f"`{rule.verb}`",
                _statuses(rule.from_statuses),
                rule.to_status.label if rule.to_status else "as before",
                ", ".join(part.value for part in rule.who),
                ", ".join(closeness.value for closeness in rule.apart_from) or "–",
                ", ".join(f"`{name}`" for name in rule.requires) or "–",
                rule.sentence,
            ]
            for rule in RULES.values()
        ],
    )


def _statuses(statuses):
    if not statuses:
        return "–"
    return "every" if statuses == EVERY else ", ".join(status.label for status in statuses)


def _parts():
    return _table(["part", "who that is"], [[part.value, part.label] for part in Part])


def _closeness():
    return _table(["not if", "because"], [[closeness.value, closeness.label] for closeness in Closeness])


def _buckets():
    return _table(
        ["", "bucket", "rule"],
        [
            [str(number), bucket.label, words]
            for number, (bucket, words) in enumerate(buckets.RULE_IN_WORDS.items(), 1)
        ],
    )


def _rating():
    return _table(
        ["", "rating", "shape", "if", "name"],
        [
            [str(number), clause.rating.label, clause.rating.shape, clause.words, f"`{clause.name}`"]
            for number, clause in enumerate(rating.RULE, 1)
        ],
    )


def _stages():
    """Of this app; those of the apps above are told where they are written."""
    return _table(
        ["stage", "when", "who is told", "how often", "may wait", "may be stopped"],
        [
            [
                each.label,
                each.when,
                each.who,
                each.again,
                "yes" if each.keeps_rhythm else "no",
                "yes" if each.is_optional else "no",
            ]
            for each in stages.OF_ACTIONS
        ],
    )


def _effects():
    return _table(
        ["when", "of the deadline", "of a silence", "escalation"],
        [[effect.event, effect.deadline, effect.silence, effect.escalation] for effect in EFFECTS],
    )


def _diagram():
    """For Mermaid; the arrows are those of the table."""
    moves = {}
    for rule in RULES.values():
        for before in rule.from_statuses:
            if rule.to_status not in (None, before):
                moves.setdefault((before, rule.to_status), []).append(rule.verb)
    arrows = [f"    {before} --> {after}: {', '.join(verbs)}" for (before, after), verbs in moves.items()]
    names = [f'    state "{status.label}" as {status}' for status in Status]
    lines = ["```mermaid", "stateDiagram-v2", *names, "    [*] --> not_started: open", *arrows, "```"]
    return "\n".join(lines)


_TABLES = {
    "transitions": _transitions,
    "parts": _parts,
    "closeness": _closeness,
    "buckets": _buckets,
    "rating": _rating,
    "diagram": _diagram,
    "stages": _stages,
    "effects": _effects,
}
NAMES = tuple(_TABLES)
