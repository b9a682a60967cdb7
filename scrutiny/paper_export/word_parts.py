"""What python-docx has no words for: tables to be read aloud, charts, contents, bookmarks, page numbers."""

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Emu, Pt
from lxml import etree

from scrutiny.paper_export import said

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADING_FILL = "E9EEF0"
_DRAWING = (
    "<w:drawing {ns}><wp:inline distT='0' distB='0' distL='0' distR='0'>"
    "<wp:extent cx='{wide}' cy='{high}'/><wp:docPr id='{number}' name='{name}'/>"
    "<a:graphic><a:graphicData uri='http://schemas.openxmlformats.org/drawingml/2006/chart'>"
    "<c:chart xmlns:c='http://schemas.openxmlformats.org/drawingml/2006/chart' r:id='{rid}'/>"
    "</a:graphicData></a:graphic></wp:inline></w:drawing>"
)


def element(tag, **attributes):
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def fill(cell, colour):
    cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill=colour))


def add_table(document, title, headings, rows, widths=None):
    """Its heading row repeats on each page, its rows stay whole, and its title is read aloud."""
    table = document.add_table(rows=0, cols=len(headings), style="Table Grid")
    describe(table, title)
    for place, row in enumerate([headings, *rows]):
        added = table.add_row()
        properties = added._tr.get_or_add_trPr()
        properties.append(element("w:cantSplit"))
        if place == 0:
            properties.append(element("w:tblHeader"))
        for cell, words in zip(added.cells, row, strict=True):
            write_cell(cell, words, is_heading=place == 0)
    if widths:
        set_widths(table, widths)
    spaced = document.add_paragraph()
    spaced.paragraph_format.space_after = Pt(4)
    return table


def describe(table, title):
    properties = table._tbl.tblPr
    properties.append(element("w:tblCaption", val=title))
    properties.append(element("w:tblDescription", val=title))


def set_widths(table, widths):
    table.autofit = False
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Cm(wide)
        for cell in column.cells:
            cell.width = Cm(wide)


def write_cell(cell, words, is_heading=False):
    for place, line in enumerate(said.lines(words) or [""]):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        run = paragraph.add_run(line)
        run.font.size = Pt(10)
        run.bold = is_heading or None
    if is_heading:
        fill(cell, HEADING_FILL)


def add_heading(document, words, level, bookmark):
    """A real heading with a bookmark, to which the contents lead."""
    heading = document.add_heading(said.clean(words).replace("\n", " "), level)
    start = element("w:bookmarkStart", id=bookmark, name=f"_Toc{bookmark:06}")
    heading._p.insert(1 if heading._p.pPr is not None else 0, start)
    heading._p.append(element("w:bookmarkEnd", id=bookmark))
    return heading


def add_contents(document, entries):
    """A contents field that Word keeps up to date, with its entries written in, so that it is never empty."""
    for place, (words, level, bookmark) in enumerate(entries):
        paragraph = document.add_paragraph(style=f"toc {level}")
        if place == 0:
            _field_part(paragraph, "begin")
            _instruction(paragraph, ' TOC \\o "1-2" \\h \\z \\u ')
            _field_part(paragraph, "separate")
        link = element("w:hyperlink", anchor=f"_Toc{bookmark:06}", history="1")
        paragraph._p.append(link)
        run = paragraph.add_run(said.clean(words).replace("\n", " "))
        link.append(run._r)
        if place == len(entries) - 1:
            _field_part(paragraph, "end")


def add_field(paragraph, instruction, shown):
    _field_part(paragraph, "begin")
    _instruction(paragraph, f" {instruction} ")
    _field_part(paragraph, "separate")
    paragraph.add_run(shown)
    _field_part(paragraph, "end")


def _field_part(paragraph, kind):
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType=kind))


def _instruction(paragraph, words):
    text = OxmlElement("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = words
    paragraph.add_run()._r.append(text)


def add_chart(document, chart, workbook, title, words, wide=16.0, high=7.5):
    """A chart of Word's own with its figures behind it; `words` are the alternative to the picture."""
    package = document.part.package
    chart = _with_workbook(chart)
    part = Part(PackURI("/word/charts/chart1.xml"), CHART_TYPE, chart, package)
    book = Part(PackURI("/word/embeddings/figures1.xlsx"), WORKBOOK_TYPE, workbook, package)
    part.rels.get_or_add(RELATIONSHIP_TYPE.PACKAGE, book)
    rid = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    drawing = parse_xml(
        _DRAWING.format(
            ns=nsdecls("w", "wp", "a", "r"),
            wide=Emu(Cm(wide)),
            high=Emu(Cm(high)),
            number=1,
            name="Chart 1",
            rid=rid,
        )
    )
    properties = drawing.find(f".//{qn('wp:docPr')}")
    properties.set("title", title)
    properties.set("descr", words)
    document.add_paragraph().add_run()._r.append(drawing)


def _with_workbook(chart):
    """The chart points at its workbook by the first relation of its part, whatever it pointed at before."""
    root = parse_xml(chart)
    namespace = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
    data = root.find(f"{namespace}externalData")
    data.set(qn("r:id"), "rId1")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
