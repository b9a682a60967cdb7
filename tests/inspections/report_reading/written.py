"""Stories written out in each format, small and the same every time."""

import io
import textwrap
import zipfile
from html import escape

from tests.inspections.report_reading.pdf_writer import PdfWriter

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def as_text(
    story,
    *,
    width=78,
    mark="\u2022",
    lines_on_page=44,
    footer="Inspection of Westmarch: a report",
    drop_marks=False,
):
    """Wrapped lines with a running footer and page number, as text extractors give them."""
    lines = []
    for part in story:
        lines += _text_lines(part, width, mark)
    pages = [lines[begin : begin + lines_on_page] for begin in range(0, len(lines), lines_on_page)]
    printed = []
    for number, page in enumerate(pages, 1):
        if drop_marks and page[0].startswith(mark):
            page = [page[0].removeprefix(mark).strip(), *page[1:]]
        printed.append("\n".join([*page, "", footer, str(number)]))
    return "\n\f".join(printed)


def _text_lines(part, width, mark):
    if part.kind == "page":
        return []
    if part.kind == "row":
        return ["   ".join(part.cells)]
    if part.kind == "bullet":
        indent = "   " * part.level
        return textwrap.wrap(f"{indent}{mark} {part.text}", width, subsequent_indent=f"{indent}  ")
    words = f"{part.number}. {part.text}" if part.number else part.text
    blank = [] if part.kind == "title" else [""]
    return [*blank, *textwrap.wrap(words, width), *blank]


def as_html(story):
    inside = []
    for part in story:
        if part.kind == "row":
            cells = "".join(f"<td>{escape(cell)}</td>" for cell in part.cells)
            inside.append(f"<table><tr>{cells}</tr></table>")
        elif part.kind == "bullet":
            inside.append(f"<ul><li>{escape(part.text)}</li></ul>")
        elif part.kind != "page":
            tag = {"title": "h1", "heading": "h2", "subheading": "h3"}.get(part.kind, "p")
            words = f"{part.number}. {part.text}" if part.number else part.text
            inside.append(f"<{tag}>{escape(words)}</{tag}>")
    script = "<script>document.write('Areas for improvement')</script>"
    body = "".join(inside)
    return f"<!DOCTYPE html><html><head><title>Report</title>{script}</head><body>{body}</body></html>"


def as_docx(story):
    return docx_of("".join(_docx_part(part) for part in story))


def docx_of(body, *, before=""):
    document = (
        f'<?xml version="1.0"?>{before}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    )
    styles = "".join(
        f'<w:style w:styleId="{name}"><w:name w:val="{words}"/></w:style>'
        for name, words in (("H1", "heading 1"), ("H2", "heading 2"), ("Bullet", "List Bullet"))
    )
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", document)
        file.writestr("word/styles.xml", f'<w:styles xmlns:w="{WORD}">{styles}</w:styles>')
    return package.getvalue()


def _docx_part(part):
    if part.kind == "page":
        return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    if part.kind == "row":
        cells = "".join(f"<w:tc>{_docx_paragraph(cell)}</w:tc>" for cell in part.cells)
        return f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    style = {"title": "H1", "heading": "H1", "subheading": "H2", "bullet": "Bullet"}.get(part.kind, "")
    words = f"{part.number}. {part.text}" if part.number else part.text
    return _docx_paragraph(words, style)


def _docx_paragraph(text, style=""):
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def as_pdf(story, **choices):
    writer = PdfWriter(**choices)
    for part in story:
        writer.write(part)
    return writer.finish()
