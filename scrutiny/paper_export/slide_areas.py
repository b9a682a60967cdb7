"""The slides of each area: the inspector's words, the answer to them, and what was said of each action."""

from scrutiny.paper_export import said
from scrutiny.paper_export.fitting import Line


def write(deck, document):
    for area in document["areas"]:
        deck.text_slides(said.area_name(area), _lines(area), _notes(area))


def _lines(area):
    lines = [Line(words, "quote") for words in said.lines(area["words"])]
    facts = "; ".join(f"{what}: {words}" for what, words in said.area_facts(area))
    lines.append(Line(facts))
    answered = said.response(area)
    if answered:
        lines.append(Line(f"The executive’s response: {answered[0]}", "head"))
        lines += [Line(words) for words in said.lines(answered[1])]
    if not area["actions"]:
        lines.append(Line("No action answers this area yet."))
    for action in area["actions"]:
        lines += _of_action(action)
    return lines


def _of_action(action):
    yield Line(f"{said.clean(action['reference'])} {said.clean(action['title'])}".replace("\n", " "), "head")
    facts = (
        f"Owner: {said.owner(action)}",
        said.standing(action),
        said.rating(action),
        f"Deadline: {said.deadline(action)}",
    )
    yield Line(". ".join(fact.rstrip(".") for fact in facts if fact) + ".")
    if said.silence(action):
        yield Line(said.silence(action))
    told = said.statements(action)
    if not told:
        yield Line("Nothing has been said about this action yet.")
    for row in told:
        yield from _of_statement(row, action)


def _of_statement(row, action):
    """Who said it is told where it is not the owner, whose post stands above."""
    by = "" if row.get("by_post") == action.get("owner") else row.get("by_post")
    heading, note, impact = said.statement(row | {"by_post": by})
    words = [*note, *(f"Impact: {line}" for line in impact)] or ["No words were given."]
    yield Line(f"{heading}: {words[0]}", "point")
    for line in words[1:]:
        yield Line(line, "more")


def _notes(area):
    """What whoever presents the area may be asked about."""
    told = []
    for action in area["actions"]:
        told.append(f"{action['reference']} {action['title']}")
        for what, words in (
            ("What is to be done", action.get("task")),
            ("What good looks like", action.get("good_looks_like")),
            ("Working on it too", ", ".join(action.get("contributors") or ())),
            ("Evidence", "; ".join(action.get("evidence") or ())),
            ("On the web", action.get("address")),
        ):
            if said.clean(words):
                told.append(f"{what}: {words}")
    return "\n".join(told)
