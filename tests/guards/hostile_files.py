"""Files made to do harm, each small and always the same: what they are called and hold, and who keeps them.

A file may be kept where it does nothing: evidence is only ever handed back as a download, and a report waits
for a process with limits to read it. Everything else is refused with a sentence.
"""

import io
import re
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from tests.actions.files import DOCX, JPEG, PDF, PNG, office
from tests.inspections.report_reading.hostile import endless_pdf

SCRIPT = b"<html><body><script>alert(1)</script></body></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
TYPES, WORD, SHEET = "[Content_Types].xml", "word/document.xml", "xl/workbook.xml"
SLIDES = "ppt/presentation.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
LAUGHS = '<!DOCTYPE w [<!ENTITY a "ha">{}]><w>&a9;</w>'.format(
    "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "&a;"}">' for n in range(10))
)
OUTSIDE = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>'
EVIDENCE, PLAN, REPORT = "evidence", "plan", "report"


@dataclass(frozen=True)
class Hostile:
    name: str
    write: Callable[[], bytes]
    # A report is kept whatever it is, until it was read; an empty one is not.
    kept: tuple[str, ...] = (REPORT,)

    def make(self):
        return written(self)


@cache
def written(hostile):
    """Once for all doors: packing a bomb takes a moment."""
    return hostile.write()


def packed(kind=zipfile.ZIP_DEFLATED, **parts):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", kind) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, kind)
    return kept.getvalue()


def document(part, content="<xml/>", types="<Types/>", **more):
    return packed(**{TYPES: types, part: content}, **more)


def nested_bomb():
    inner = packed(zeros=bytes(5_000_000))
    for _ in range(3):
        inner = packed(**{f"{number}.zip": inner for number in range(10)})
    return packed(**{TYPES: "<Types/>", WORD: "<xml/>", "word/more.zip": inner})


def endless_list():
    """An archive that says it holds half a million files."""
    record = struct.pack(
        "<4s4B4HL2L5H2L", b"PK\x01\x02", 20, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0
    )
    listed = (record + b"x") * 500_000
    return listed + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65535, 65535, len(listed), 0, 0)


def broken_lzma(part):
    """Of each part the first five bytes say how it was packed: here in a way there is none."""
    content = packed(zipfile.ZIP_LZMA, **{TYPES: "<Types/>", part: "<xml/>"})
    for name in (TYPES.encode(), part.encode()):
        there = content.index(name) + len(name) + 4
        content = content[:there] + b"\xff" * 5 + content[there + 5 :]
    return content


def name_that_is_no_text(part):
    """The list says that its names are in UTF-8, and one is not."""
    listed = document(part).replace(part.encode(), b"\xff" + part.encode()[1:])
    return re.sub(rb"(PK\x01\x02.{5}).", b"\\g<1>\x08", listed, flags=re.DOTALL)


def huge_picture():
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">L4s2L5BL", 13, b"IHDR", 65_535, 65_535, 8, 6, 0, 0, 0, 0)


def pdf_that_acts():
    return PDF.replace(
        b"<<>>", b"<</OpenAction<</S/JavaScript/JS(app.alert(1))>>/AA<</O<</S/Launch/F(cmd)>>>>>>"
    )


BOTH = (EVIDENCE, REPORT)
HOSTILE = {
    "PDF and page": Hostile("minutes.pdf", lambda: PDF + SCRIPT, BOTH),
    "page and PDF": Hostile("minutes.pdf", lambda: SCRIPT + PDF),
    "page and PDF as text": Hostile("note.txt", lambda: SCRIPT + PDF, BOTH),
    "PDF and archive": Hostile("minutes.pdf", lambda: PDF + DOCX, BOTH),
    "PDF and archive as Word": Hostile("minutes.docx", lambda: PDF + DOCX),
    "GIF and script": Hostile("photo.gif", lambda: b"GIF89a=1;alert(1)//"),
    "GIF and script as PNG": Hostile("photo.png", lambda: b"GIF89a=1;alert(1)//"),
    "PNG and page": Hostile("photo.png", lambda: PNG + SCRIPT, BOTH),
    "JPEG and archive": Hostile("photo.jpg", lambda: JPEG + DOCX, BOTH),
    "SVG with script": Hostile("drawing.svg", lambda: SVG),
    "SVG as PNG": Hostile("drawing.png", lambda: SVG),
    "page": Hostile("page.html", lambda: SCRIPT),
    "page as PDF": Hostile("page.pdf", lambda: SCRIPT),
    "page as text": Hostile("page.txt", lambda: SCRIPT, BOTH),
    "page as mail": Hostile("page.eml", lambda: b"From: a@b.example\r\n\r\n" + SCRIPT, BOTH),
    "formulas": Hostile("sums.csv", lambda: b"Title,Area\n=cmd|'/c calc'!A0,1\n@SUM(1),1\n", (*BOTH, PLAN)),
    "program": Hostile("run.exe", lambda: b"MZ" + bytes(200)),
    "program as PDF": Hostile("run.pdf", lambda: b"MZ" + bytes(200)),
    "shell script as text": Hostile("run.txt", lambda: b"#!/bin/sh\nrm -rf /\n", BOTH),
    "PDF that acts": Hostile("minutes.pdf", pdf_that_acts, BOTH),
    "PDF of many pages": Hostile("minutes.pdf", endless_pdf, BOTH),
    "PDF bomb": Hostile("minutes.pdf", lambda: PDF + bytes(1_000_000), BOTH),
    "picture of four thousand million dots": Hostile("photo.png", huge_picture, BOTH),
    "bomb as Word": Hostile("bomb.docx", lambda: document(WORD, " " * 20_000_000), BOTH),
    "bomb as Excel": Hostile("bomb.xlsx", lambda: document(SHEET, " " * 45_000_000), BOTH),
    "bomb of kinds": Hostile("bomb.docx", lambda: document(WORD, types=" " * 20_000_000), BOTH),
    "bomb in bombs": Hostile("bomb.docx", nested_bomb, BOTH),
    "endless list": Hostile("bomb.docx", endless_list),
    "broken packing as Word": Hostile("broken.docx", lambda: broken_lzma(WORD)),
    "broken packing as Excel": Hostile("broken.xlsx", lambda: broken_lzma(SHEET)),
    "name that is no text as Word": Hostile("broken.docx", lambda: name_that_is_no_text(WORD)),
    "name that is no text as Excel": Hostile("broken.xlsx", lambda: name_that_is_no_text(SHEET)),
    "laughs as Word": Hostile("laughs.docx", lambda: document(WORD, LAUGHS), BOTH),
    "laughs as Excel": Hostile("laughs.xlsx", lambda: document(SHEET, LAUGHS), BOTH),
    "laughs as PowerPoint": Hostile("laughs.pptx", lambda: document(SLIDES, LAUGHS), BOTH),
    "outside file as Excel": Hostile("laughs.xlsx", lambda: document(SHEET, OUTSIDE), BOTH),
    "macros by name": Hostile("macros.docm", lambda: document(WORD, **{"word/vbaProject.bin": OLE})),
    "macros as Word": Hostile("macros.docx", lambda: document(WORD, **{"word/VBAPROJECT.BIN": OLE})),
    "macros hidden": Hostile(
        "macros.docx",
        lambda: document(WORD, types="application/vnd.ms-office.vbaProject", **{"word/a.bin": OLE}),
    ),
    "macros as Excel": Hostile("macros.xlsm", lambda: document(SHEET, **{"xl/vbaProject.bin": OLE})),
    "old Word": Hostile("old.doc", lambda: OLE),
    "old Word as new": Hostile("old.docx", lambda: OLE),
    "object inside": Hostile(
        "object.docx", lambda: document(WORD, **{"word/embeddings/oleObject1.bin": OLE}), BOTH
    ),
    "way out of the archive": Hostile("out.docx", lambda: office(WORD, "../../../../etc/cron.d/x"), BOTH),
    "empty": Hostile("empty.pdf", lambda: b"", ()),
    "one byte": Hostile("one.txt", lambda: b"\0"),
    "up the tree": Hostile("../../../../srv/minutes.pdf", lambda: PDF, BOTH),
    "up the tree by Windows": Hostile("..\\..\\..\\minutes.pdf", lambda: PDF, BOTH),
    "from the root": Hostile("/etc/passwd.pdf", lambda: PDF, BOTH),
    "name with end of text": Hostile("minutes.exe\0.pdf", lambda: PDF, BOTH),
    "name with a header": Hostile('a"\r\nSet-Cookie: stolen=1;.pdf', lambda: PDF),
    "name read from the right": Hostile("minutes\u202efdp.exe", lambda: PDF),
    "name of a device": Hostile("CON.pdf", lambda: PDF, BOTH),
    "name of five hundred letters": Hostile("x" * 500 + ".pdf", lambda: PDF, BOTH),
    "name of five thousand letters": Hostile("x" * 5000 + ".pdf", lambda: PDF, ()),
    "name with dots behind": Hostile("minutes.pdf...", lambda: PDF, BOTH),
    "name of a page": Hostile("<img src=x onerror=alert(1)>.pdf", lambda: PDF, BOTH),
    "name of an option": Hostile("--help;rm -rf x.pdf", lambda: PDF, BOTH),
    "two endings": Hostile("minutes.pdf.html", lambda: PDF),
}
