"""How the Word document looks and what it says of itself: fonts, language, page, properties, footer."""

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from scrutiny.paper_export import said
from scrutiny.paper_export.packing import moment_of
from scrutiny.paper_export.word_parts import add_field, element

FONT = "Arial"
INK = RGBColor(0x12, 0x34, 0x3B)
SIZES = {"Title": 24, "Subtitle": 14, "Heading 1": 17, "Heading 2": 14, "Heading 3": 12, "TOC Heading": 15}
LANGUAGE = "en-GB"


def prepare(file, document):
    _page(file)
    _styles(file)
    _properties(file, document)


def _page(file):
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.25)
    section.top_margin = section.bottom_margin = Cm(2)


def _styles(file):
    for level in (1, 2):
        style = file.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = file.styles["Normal"]
        style.paragraph_format.left_indent = Cm(0.6 * (level - 1))
        style.paragraph_format.space_after = Pt(2)
    normal = file.styles["Normal"]
    _set_font(normal, 11)
    normal.paragraph_format.space_after = Pt(6)
    for name, size in SIZES.items():
        style = file.styles[name]
        _set_font(style, size)
        style.font.color.rgb, style.font.italic = INK, False
    for name in ("Heading 1", "Heading 2", "Heading 3"):
        file.styles[name].paragraph_format.keep_with_next = True
        file.styles[name].paragraph_format.space_before = Pt(14)
        file.styles[name].paragraph_format.space_after = Pt(5)
    quote = file.styles["Quote"]
    quote.font.italic, quote.font.color.rgb = False, RGBColor(0x0B, 0x0C, 0x0C)
    quote.paragraph_format.left_indent = Cm(0.8)
    defaults = file.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(element("w:lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA"))


def _set_font(style, size):
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.rPr.rFonts
    # The theme's fonts would win over the name.
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), FONT)


def _properties(file, document):
    about = file.core_properties
    moment = moment_of(document).replace(tzinfo=None)
    about.title = said.clean(document["title"])
    about.subject = said.clean(document["inspection"]["title"])
    # A body stands for itself: whoever pressed the button is nobody's business.
    about.author = about.last_modified_by = said.clean(document["organisation"]["name"])
    about.category = said.clean(document["committee"]["name"])
    about.comments = f"Position as at {said.day(document['as_at'])}"
    about.keywords = ""
    about.language = LANGUAGE
    about.created = about.modified = moment
    about.revision = 1


def add_footer(file, document):
    paragraph = file.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    paragraph.add_run(f"{said.clean(document['title'])} – as at {said.day(document['as_at'])} – page ")
    add_field(paragraph, "PAGE", "1")
    paragraph.add_run(" of ")
    add_field(paragraph, "NUMPAGES", "1")
    for run in paragraph.runs:
        run.font.size = Pt(9)
