"""A paper as a Word document in the shape of a committee report. Posts only: no person is named."""

import io

import docx
from docx.shared import Cm, Pt

from scrutiny.paper_export import burn_up, said, word_areas
from scrutiny.paper_export.fitting import width_of
from scrutiny.paper_export.packing import moment_of, packed
from scrutiny.paper_export.word_parts import (
    add_chart,
    add_contents,
    add_heading,
    add_table,
    fill,
    set_widths,
    write_cell,
)
from scrutiny.paper_export.word_styles import add_footer, prepare

WIDE = 16.5  # centimetres between the margins
BAR_FILLS = {
    "not_started": "E3E4E5", "in_progress": "A9C6D8", "due_soon": "F2D58A", "extended": "E8B45E",
    "overdue": "E59A94", "done": "B9D8B0", "accepted": "8CC4A0", "sustained": "6FAE86",
    "not_pursued": "CFCFD4",
}  # fmt: skip


def write_word(document):
    writer = _Writer(document)
    writer.write()
    kept = io.BytesIO()
    writer.file.save(kept)
    return packed(kept.getvalue(), moment_of(document))


class _Writer:
    """Writes from top to bottom; the contents are gathered on the way and put in at the end."""

    def __init__(self, document):
        self.document = document
        self.file = docx.Document()
        self.headings = []

    def write(self):
        prepare(self.file, self.document)
        self._title_block()
        contents_after = self.file.add_paragraph("Contents", style="TOC Heading")
        for part in (
            self._summary,
            self._decisions,
            self._commentary,
            self._changes,
            self._sign_offs,
            self._areas,
            self._questions,
            self._glossary,
            self._about,
        ):
            part()
        self._contents(contents_after)
        add_footer(self.file, self.document)

    def heading(self, words, level=1):
        bookmark = len(self.headings) + 1
        self.headings.append((words, level, bookmark))
        return add_heading(self.file, words, level, bookmark)

    def say(self, words, style=None):
        for line in said.lines(words):
            self.file.add_paragraph(line, style=style)

    def table(self, title, headings, rows, widths=None):
        clean = [[said.clean(cell) for cell in row] for row in rows]
        return add_table(self.file, said.clean(title), headings, clean, widths)

    def _title_block(self):
        document = self.document
        self.file.add_paragraph(said.clean(document["committee"]["name"]), style="Subtitle")
        self.file.add_paragraph(said.clean(document["title"]), style="Title")
        inspection = document["inspection"]
        rows = [
            ("Meeting", _joined(said.day(document["meeting"]["held_on"]), document["meeting"].get("place"))),
            ("Report of", document["organisation"]["name"]),
            ("Inspection", _joined(inspection["title"], inspection.get("framework"))),
            ("Report published", said.day(inspection.get("published_on"))),
            ("Position as at", said.day(document["as_at"])),
            ("Previous paper", said.day((document.get("previous") or {}).get("as_at"))),
        ]
        table = self.file.add_table(rows=0, cols=2)
        for what, words in rows:
            if words:
                cells = table.add_row().cells
                write_cell(cells[0], what)
                cells[0].paragraphs[0].runs[0].bold = True
                write_cell(cells[1], words)
        set_widths(table, (4, WIDE - 4))

    def _summary(self):
        self.heading("1. Summary")
        for sentence in self.document["headline"]:
            self.say(sentence)
        self._judgements()
        totals = self.document["totals"]
        self.heading("Actions by where they stand", 2)
        self.say(f"{said.count(totals['actions'], 'action')} in all; each is in exactly one line.")
        self._bar(totals)
        rows = [(each["label"], str(each["number"])) for each in totals["buckets"]]
        self.table("Actions by where they stand", ("Where they stand", "Actions"),
                   [*rows, ("All", str(totals["actions"]))], (WIDE - 3, 3))  # fmt: skip
        self.heading("Actions by rating", 2)
        rows = [(each["label"], str(each["number"])) for each in totals["ratings"]]
        self.table("Actions by rating", ("Rating", "Actions"), [*rows, ("All", str(totals["actions"]))],
                   (WIDE - 3, 3))  # fmt: skip
        rule = self.document.get("rating_rule") or {}
        if rule.get("words"):
            self.say(
                "Nobody chooses a rating. The first line below that fits an action gives it. "
                f"This is version {rule.get('version')} of the rule."
            )
            rows = [(each.get("label") or each.get("rating"), each["words"]) for each in rule["words"]]
            self.table("The rule by which actions are rated", ("Rating", "If"), rows, (3, WIDE - 3))
        self._burn_up()

    def _judgements(self):
        found = self.document["inspection"].get("judgements") or []
        if found:
            rows = [
                (_joined(each.get("section"), each["name"], by=": "), each.get("grade") or "No grade given")
                for each in found
            ]
            self.table("Judgements of the inspection", ("Judgement", "Grade"), rows, (WIDE - 5, 5))

    def _bar(self, totals):
        """One row of cells as wide as their numbers. The table below it has the same figures."""
        parts = [each for each in totals["buckets"] if each["number"]]
        if not parts:
            return
        words = ", ".join(f"{each['label']} {each['number']}" for each in parts)
        bar = self.table(f"A bar of all actions: {words}", [""] * len(parts), [])
        thinnest = 0.9
        room = WIDE - thinnest * len(parts)
        for cell, each in zip(bar.rows[0].cells, parts, strict=True):
            told = f"{each['label']} {each['number']}"
            has_room = width_of(told, 10) < Cm(room * each["number"] / totals["actions"]).pt
            cell.paragraphs[0].add_run(told if has_room else str(each["number"])).font.size = Pt(10)
            for shade in cell._tc.tcPr.findall(f"{{{cell._tc.nsmap['w']}}}shd"):
                cell._tc.tcPr.remove(shade)
            fill(cell, BAR_FILLS.get(each["name"], "FFFFFF"))
        set_widths(bar, [thinnest + room * each["number"] / totals["actions"] for each in parts])

    def _burn_up(self):
        if not burn_up.points(self.document):
            return
        self.heading("Accepted against the plan", 2)
        if burn_up.has_a_line(self.document):
            chart, workbook = burn_up.drawn(self.document)
            add_chart(self.file, chart, workbook, burn_up.TITLE, burn_up.in_words(self.document))
        headings, rows = burn_up.figures(self.document)
        self.table(burn_up.TITLE, headings, rows, [4] * len(headings))

    def _decisions(self):
        self.heading("2. What members are asked to decide")
        asked = [line for words in self.document.get("decisions_asked") or () for line in said.lines(words)]
        for line in asked:
            self.file.add_paragraph(line, style="List Number")
        if not asked:
            self.say("Members are asked to note this paper.")

    def _commentary(self):
        self.heading("3. Officers’ commentary")
        self.say(self.document.get("commentary") or "The officers add nothing to the position below.")

    def _changes(self):
        self.heading("4. What has changed")
        previous = self.document.get("previous")
        rows = [said.change(row) for row in self.document.get("changes") or ()]
        if previous:
            self.say(
                f"Since the previous paper, which told the position as at {said.day(previous['as_at'])}."
            )
        if not rows:
            self.say("Nothing has changed." if previous else "This is the first paper on this inspection.")
            return
        self.table(
            "What has changed", ("Action", "Change", "In words", "On"), rows, (4.5, 3.2, WIDE - 10.7, 3)
        )

    def _sign_offs(self):
        self.heading("5. Signed off")
        rows = [
            (
                _joined(row.get("reference"), row.get("title"), by=" "),
                _joined(row.get("kind_label"), row.get("by_post")),
                row.get("note") or "",
                said.day(row.get("on")),
            )
            for row in self.document.get("sign_offs") or ()
        ]
        if not rows:
            self.say("Nothing was signed off in this time.")
            return
        self.table("Signed off", ("Action", "What and by whom", "In words", "On"), rows,
                   (4.5, 3.2, WIDE - 10.7, 3))  # fmt: skip

    def _areas(self):
        self.heading("6. Area by area")
        if not self.document["areas"]:
            self.say("The report names no areas for improvement.")
        for area in self.document["areas"]:
            word_areas.write(self, area)

    def _questions(self):
        self.heading("7. Questions from members")
        asked = self.document.get("questions") or ()
        if not asked:
            self.say("No question was asked.")
        for row in asked:
            heading, question, answer_heading, answer = said.question(row)
            self.heading(heading, 3)
            for line in question:
                self.say(line, "Quote")
            self.file.add_paragraph().add_run(answer_heading).bold = True
            for line in answer:
                self.say(line)

    def _glossary(self):
        terms = self.document.get("glossary") or ()
        if terms:
            self.heading("8. Words and abbreviations")
            self.table("Words and abbreviations", ("Term", "Meaning"),
                       [(each["term"], each["words"]) for each in terms], (4, WIDE - 4))  # fmt: skip

    def _about(self):
        self.heading(f"{9 if self.document.get('glossary') else 8}. About this paper")
        document = self.document
        self.say(
            f"It tells the position as at {said.day(document['as_at'])}, as it was known on "
            f"{said.day(document.get('known_at') or document['as_at'])}."
        )
        if document["inspection"].get("address"):
            self.say(f"The inspection on the web: {document['inspection']['address']}")
        previous = document.get("previous")
        if previous:
            self.say(f"The previous paper: {previous.get('address', '')}")
            self.say(f"Its checksum (SHA-256): {previous.get('sha256', '')}")

    def _contents(self, after):
        """Written at the end of the file, where python-docx adds, and then moved to its place."""
        body = self.file.element.body
        before = len(body)
        add_contents(self.file, [entry for entry in self.headings if entry[1] < 3])
        # The last element is the section's, which stays last.
        added = list(body)[before - 1 : -1]
        for paragraph in reversed(added):
            after._p.addnext(paragraph)


def _joined(*parts, by=", "):
    return by.join(said.clean(part) for part in parts if said.clean(part))
