"""Small files of every kind that is taken as evidence, made here."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
JPEG = b"\xff\xd8\xff\xe0" + bytes(20)
MAIL = b"From: lead@westmarch.example\r\nSubject: Minutes\r\n\r\nAttached.\r\n"


def office(part, *more):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in ("[Content_Types].xml", part, *more):
            # Its date is always 1980: the bytes name a test, and two processes must name it alike.
            archive.writestr(zipfile.ZipInfo(name), "<xml/>")
    return buffer.getvalue()


DOCX = office("word/document.xml")
XLSX = office("xl/workbook.xml")
PPTX = office("ppt/presentation.xml")
GOOD = {
    "minutes.pdf": PDF,
    "minutes.docx": DOCX,
    "figures.xlsx": XLSX,
    "slides.pptx": PPTX,
    "wall.png": PNG,
    "wall.JPG": JPEG,
    "wall.jpeg": JPEG,
    "figures.csv": b"month;open\nJuli;4\n",
    "note.txt": "Übergabe".encode("cp1252"),
    "mail.eml": MAIL,
}


def upload(name="minutes.pdf", content=PDF):
    return SimpleUploadedFile(name, content)
