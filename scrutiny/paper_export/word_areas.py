"""One area in the Word document: the inspector's words, the answer to them, its measures and its actions."""

from scrutiny.paper_export import said

WIDE = 16.5


def write(writer, area):
    writer.heading(said.area_name(area), 2)
    for line in said.lines(area["words"]):
        writer.say(line, "Quote")
    facts = "; ".join(f"{what}: {words}" for what, words in said.area_facts(area))
    writer.say(facts)
    answered = said.response(area)
    if answered:
        writer.heading("The executive’s response", 3)
        writer.file.add_paragraph().add_run(answered[0]).bold = True
        writer.say(answered[1])
    _measures(writer, area.get("measures") or (), said.area_name(area))
    if not area["actions"]:
        writer.say("No action answers this area yet.")
    for action in area["actions"]:
        _action(writer, action)


def _action(writer, action):
    name = f"{action['reference']} {said.clean(action['title'])}"
    writer.heading(name, 3)
    facts = [
        ("What is to be done", action.get("task")),
        ("What good looks like", action.get("good_looks_like")),
        ("Owner", said.owner(action)),
        ("Working on it too", ", ".join(action.get("contributors") or ())),
        ("Where it stands", said.standing(action)),
        ("Rating", said.rating(action)),
        ("Deadline", said.deadline(action)),
        ("Silence", said.silence(action)),
        ("Evidence", "\n".join(action.get("evidence") or ())),
        ("On the web", action.get("address")),
    ]
    rows = [(what, words) for what, words in facts if said.clean(words)]
    writer.table(f"Facts of action {name}", ("Fact", "In words"), rows, (3.8, WIDE - 3.8))
    told = said.statements(action)
    if told:
        _statements(writer, action, told)
    else:
        writer.say("Nothing has been said about this action yet.")
    _measures(writer, action.get("measures") or (), f"action {name}")


def _statements(writer, action, told):
    rows = []
    for row in told:
        heading, note, impact = said.statement(row)
        words = [*note, *(f"Impact: {line}" for line in impact)]
        rows.append((heading, "\n".join(words) or "No words were given."))
    writer.table(
        f"What was said about action {action['reference']}",
        ("When", "What was said"),
        rows,
        (4.6, WIDE - 4.6),
    )


def _measures(writer, measures, of):
    if not measures:
        return
    rows = []
    for measure in measures:
        name = "\n".join(part for part in (measure["name"], measure.get("definition")) if part)
        start = said.figure(measure.get("baseline"), measure.get("unit")) or "None"
        found = said.readings(measure) or ["No reading yet"]
        told = [*found, said.silence(measure)] if measure.get("silence") else found
        aim = "\n".join(part for part in (said.target(measure), said.direction(measure)) if part)
        rows.append((name, measure.get("unit") or "", start, "\n".join(told), aim or "None"))
    headings = ("Measure", "Unit", "Baseline", "Readings", "Target")
    table = writer.table(f"Measures of {of}", headings, rows, (4.5, 2.2, 2.2, WIDE - 12.1, 3.2))
    for row in table.rows[1:]:
        # The name stands out from what is counted, which follows it in the same cell.
        row.cells[0].paragraphs[0].runs[0].bold = True
