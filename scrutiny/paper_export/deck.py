"""A wide deck of plain slides: each has a title, says what its pictures show, and holds what fits on it."""

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from scrutiny.paper_export import fitting, said

WIDE, HIGH = Inches(13.333), Inches(7.5)
LEFT, TOP, BODY_WIDE, BODY_HIGH = Inches(0.6), Inches(1.45), Inches(12.13), Inches(5.35)
TITLE_ONLY, TITLE_AND_CONTENT = 5, 1
LONGEST_TITLE = 95
LANGUAGE, FONT = "en-GB", "Arial"
INK, PLAIN, PALE = RGBColor(0x12, 0x34, 0x3B), RGBColor(0x0B, 0x0C, 0x0C), RGBColor(0xE9, 0xEE, 0xF0)
CELL_SIZE = 14


class Deck:
    def __init__(self, footer):
        self.file = Presentation()
        self.footer = said.clean(footer)
        self._widen()

    def _widen(self):
        """The library's template is of the old narrow shape."""
        factor = WIDE / self.file.slide_width
        self.file.slide_width, self.file.slide_height = WIDE, HIGH
        for holder in (self.file.slide_master, *self.file.slide_layouts):
            for shape in holder.placeholders:
                # One that says nothing of its place takes its layout's or master's, which is widened already.
                if shape._element.spPr.find(qn("a:xfrm")) is not None:
                    shape.left, shape.width = int(shape.left * factor), int(shape.width * factor)

    def title_slide(self, title, lines, notes=""):
        slide = self.file.slides.add_slide(self.file.slide_layouts[0])
        self._write_title(slide.shapes.title, title, 36)
        body = slide.placeholders[1].text_frame
        for place, words in enumerate(lines):
            paragraph = body.paragraphs[0] if place == 0 else body.add_paragraph()
            _run(paragraph, words, 20, INK)
            paragraph.alignment = PP_ALIGN.LEFT
        for holder, top, high in ((slide.shapes.title, 1.8, 2.0), (slide.placeholders[1], 3.9, 2.4)):
            holder.left, holder.top, holder.width, holder.height = LEFT, Inches(top), BODY_WIDE, Inches(high)
        self._finish(slide, notes)

    def text_slides(self, title, lines, notes=""):
        """As many slides as the lines need."""
        short, lines = _short_title(title, [line for line in lines if line.words])
        scale, groups = fitting.pages(lines, BODY_WIDE.pt - 12, BODY_HIGH.pt - 8)
        for place, group in enumerate(groups, 1):
            slide = self._slide(TITLE_AND_CONTENT, _of_several(short, place, len(groups)))
            body = slide.placeholders[1]
            body.left, body.top, body.width, body.height = LEFT, TOP, BODY_WIDE, BODY_HIGH
            frame = body.text_frame
            frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, MSO_ANCHOR.TOP
            for number, line in enumerate(group):
                _write_line(frame.paragraphs[0] if number == 0 else frame.add_paragraph(), line, scale)
            self._finish(slide, notes if place == 1 else "")

    def table_slides(self, title, headings, rows, widths, notes=""):
        """`widths` are inches. A table too long for a slide goes on, under its headings, on the next."""
        rows = [tuple(said.clean(cell) for cell in row) for row in rows]
        points = [Inches(wide).pt for wide in widths]
        room = BODY_HIGH.pt - fitting.row_height(headings, points, CELL_SIZE)
        groups = fitting.table_pages(rows, points, CELL_SIZE, room)
        short, _ = _short_title(title, [])
        for place, group in enumerate(groups, 1):
            slide = self._slide(TITLE_ONLY, _of_several(short, place, len(groups)))
            self.table(slide, title, headings, group, widths, LEFT, TOP)
            self._finish(slide, notes if place == 1 else "")

    def picture_slide(self, title, draw, notes=""):
        """`draw` puts onto the slide what it likes, and says by `describe` what that shows."""
        slide = self._slide(TITLE_ONLY, title)
        draw(self, slide)
        self._finish(slide, notes)

    def table(self, slide, title, headings, rows, widths, left, top):
        high = sum(fitting.row_height(row, [Inches(w).pt for w in widths], CELL_SIZE) for row in rows)
        frame = slide.shapes.add_table(
            len(rows) + 1, len(widths), left, top, Inches(sum(widths)), Pt(high + 26)
        )
        describe(frame, title, f"Table: {', '.join(heading for heading in headings)}")
        table = frame.table
        for column, wide in zip(table.columns, widths, strict=True):
            column.width = Inches(wide)
        for number, row in enumerate([headings, *rows]):
            table.rows[number].height = Pt(fitting.row_height(row, [Inches(w).pt for w in widths], CELL_SIZE))
            for cell, words in zip(table.rows[number].cells, row, strict=True):
                _write_cell(cell, words, is_heading=number == 0)

    def bar(self, slide, parts, fills, words):
        """Blocks as wide as their numbers, in one group that says what it shows."""
        total = sum(number for _, number in parts)
        group = slide.shapes.add_group_shape()
        thinnest = 0.03 * BODY_WIDE
        room = BODY_WIDE - thinnest * len(parts)
        left = LEFT
        for (name, number), fill in zip(parts, fills, strict=True):
            wide = int(thinnest + room * number / total)
            block = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, Emu(left), TOP, Emu(wide), Inches(0.6))
            block.name = name
            block.fill.solid()
            block.fill.fore_color.rgb = RGBColor.from_string(fill)
            block.line.color.rgb = PLAIN
            block.shadow.inherit = False
            frame = block.text_frame
            frame.margin_left = frame.margin_right = 0
            told = f"{name} {number}"
            has_room = fitting.width_of(told, 14) < Emu(wide).pt
            _run(frame.paragraphs[0], told if has_room else str(number), 14, PLAIN)
            left += wide
        describe(group, "A bar of all actions", words)

    def _slide(self, layout, title):
        slide = self.file.slides.add_slide(self.file.slide_layouts[layout])
        holder = slide.shapes.title
        holder.left, holder.top, holder.width, holder.height = LEFT, Inches(0.35), BODY_WIDE, Inches(0.95)
        self._write_title(holder, title, 26)
        return slide

    def _write_title(self, holder, title, size):
        frame = holder.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        words = said.clean(title).replace("\n", " ")
        _run(frame.paragraphs[0], words, size, INK, bold=True)
        frame.paragraphs[0].alignment = PP_ALIGN.LEFT

    def _finish(self, slide, notes):
        """The number and the day at the foot, and what the speaker is to know."""
        number = len(self.file.slides)
        foot = slide.shapes.add_textbox(LEFT, Inches(6.95), BODY_WIDE, Inches(0.35))
        foot.name = "Foot"
        foot.text_frame.word_wrap = True
        _run(foot.text_frame.paragraphs[0], f"{self.footer} – slide {number}", 11, RGBColor(0x50, 0x5A, 0x5F))
        written = "\n".join(said.lines(notes))
        if written:
            slide.notes_slide.notes_text_frame.text = written


def describe(frame, title, words):
    properties = frame._element.xpath(".//p:cNvPr")[0]
    properties.set("title", said.clean(title))
    properties.set("descr", said.clean(words))


def _of_several(title, place, number):
    return title if number == 1 else f"{title} ({place} of {number})"


def _short_title(title, lines):
    """A title of two lines at most; a longer one stands whole at the head of the text."""
    title = said.clean(title).replace("\n", " ")
    if len(title) <= LONGEST_TITLE:
        return title, lines
    return title[:LONGEST_TITLE].rsplit(" ", 1)[0] + " …", [fitting.Line(title, "head"), *lines]


def _write_line(paragraph, line, scale):
    size = fitting.SIZES[line.kind] * scale
    paragraph.space_before, paragraph.space_after = Pt(fitting.SPACE_BEFORE[line.kind]), Pt(0)
    properties = paragraph._p.get_or_add_pPr()
    indent = int(Pt(fitting.INDENT[line.kind]))
    properties.set("marL", str(indent))
    properties.set("indent", str(-indent if line.kind == "point" else 0))
    if line.kind != "point":
        properties.append(properties.makeelement(qn("a:buNone"), {}))
    _run(
        paragraph,
        line.words,
        size,
        INK if line.kind in ("head", "quote") else PLAIN,
        bold=line.kind == "head",
    )


def _write_cell(cell, words, is_heading):
    cell.margin_left = cell.margin_right = Pt(6)
    cell.margin_top = cell.margin_bottom = Pt(3)
    _rule_below(cell)
    if is_heading:
        cell.fill.solid()
        cell.fill.fore_color.rgb = PALE
    else:
        # A filled cell would cover the line above it.
        cell.fill.background()
    frame = cell.text_frame
    frame.word_wrap = True
    for place, part in enumerate(str(words).split("\n")):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        _run(paragraph, part, CELL_SIZE, PLAIN, bold=is_heading)


def _rule_below(cell):
    properties = cell._tc.get_or_add_tcPr()
    line = properties.makeelement(qn("a:lnB"), {"w": str(int(Pt(0.75)))})
    solid = line.makeelement(qn("a:solidFill"), {})
    solid.append(line.makeelement(qn("a:srgbClr"), {"val": "B1B4B6"}))
    line.append(solid)
    # Lines come before fills in the order that Office insists on.
    properties.insert(0, line)


def _run(paragraph, words, size, colour, bold=False):
    run = paragraph.add_run()
    run.text = said.clean(words).replace("\n", " ")
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
    run.font.color.rgb = colour
    run._r.get_or_add_rPr().set("lang", LANGUAGE)
