"""Files that are damaged, hostile or no report: each small, made here, and the same every time."""

import io
import zipfile
import zlib

from tests.inspections.report_reading import stories_of_services as services
from tests.inspections.report_reading.pdf_writer import pdf_of
from tests.inspections.report_reading.written import as_pdf, as_text, docx_of

REPORT = services.childrens_services()
SAY = b"BT /F1 11 Tf 72 700 Td (Inspection of Westmarch local authority children's services) Tj ET"


def encrypted_pdf():
    secret = b"<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (b"ab" * 32, b"cd" * 32)
    return pdf_of([SAY], trailer=b"/Encrypt %s/ID[<00><00>]" % secret)


def truncated_pdf():
    whole = as_pdf(REPORT)
    return whole[: len(whole) // 5]


def scanned_pdf():
    picture = b"q 400 0 0 600 72 100 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
    return pdf_of([picture] * 6)


def endless_pdf():
    return pdf_of([b""] * 3000)


def looping_pdf():
    """Page trees that hold themselves, and a form that draws itself."""
    form = (
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 8 0 R>>>>/Length 5>>"
        b"stream\n/X Do\nendstream"
    )
    return pdf_of([b"/X Do"], extra=[form]).replace(b"/Kids[6 0 R]", b"/Kids[2 0 R 6 0 R]")


def bomb_pdf():
    """A page whose content unpacks a million times over."""
    packed = zlib.compress(packed_many_times(b"0 0 m " * 100_000, 600), 9)
    stream = b"<</Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n%s\nendstream" % (len(packed), packed)
    return pdf_of([stream])


def packed_many_times(words, times):
    """As zlib packs them in a row: packed once, for a piece that begins anew reads the same at each place."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    piece, check = packer.compress(words) + packer.flush(zlib.Z_FULL_FLUSH), 1
    for _ in range(times):
        check = zlib.adler32(words, check)
    return b"\x78\xda" + piece * times + packer.flush() + check.to_bytes(4)


def bomb_docx():
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", " " * 100_000_000)
    return package.getvalue()


def entities_docx():
    nested = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(9))
    return docx_of("<w:p><w:r><w:t>&a8;</w:t></w:r></w:p>", before=f"<!DOCTYPE w [{nested}]>")


def spreadsheet():
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as file:
        file.writestr("xl/workbook.xml", "<workbook/>")
    return package.getvalue()


def hostile_words():
    """Control characters, byte order tricks and wide letters scattered through a true report."""
    report = as_text(REPORT)
    return (
        report.replace(" the ", " \x00the\u202e ")
        .replace("night", "ni\u200bght")
        .replace("time", "ti\x07me")
        .encode()
    )


def random_bytes():
    state, data = 7, bytearray()
    for _ in range(5_000):
        state = (state * 1103515245 + 12345) % 2**31
        data.append(state >> 16 & 255)
    return bytes(data)
