import io

import pytest

from actions.evidence_kinds import NAME_LONGEST, NotTaken, kind_of, plain_name
from tests.actions.files import DOCX, GOOD, JPEG, MAIL, PDF, PNG, PPTX, XLSX, office


@pytest.mark.parametrize("name", GOOD)
def test_a_file_that_is_what_its_name_says_is_taken(name):
    extension = name.rsplit(".", 1)[1].lower().replace("jpg", "jpeg")
    assert kind_of(name, io.BytesIO(GOOD[name])).name == extension


@pytest.mark.parametrize(
    "name",
    [
        "page.html",
        "run.exe",
        "picture.svg",
        "macro.docm",
        "old.doc",
        "archive.zip",
        "nothing",
        "pdf",
        "a.pdf.js",
    ],
)
def test_other_kinds_are_refused_by_name_with_what_is_taken(name):
    with pytest.raises(NotTaken, match="PDF, Word, Excel"):
        kind_of(name, io.BytesIO(PDF))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("minutes.pdf", b"<html><script>alert(1)</script></html>"),
        ("minutes.pdf", PNG),
        ("minutes.pdf", b" " + PDF),
        ("minutes.docx", XLSX),
        ("minutes.docx", PDF),
        ("minutes.docx", DOCX[:60]),
        ("figures.xlsx", PPTX),
        ("slides.pptx", DOCX),
        ("wall.png", JPEG),
        ("wall.jpg", PNG),
        ("figures.csv", PNG),
        ("figures.csv", XLSX),
        ("note.txt", b"MZ\x90\0"),
        ("note.txt", b"\x1b[31m"),
        ("mail.eml", b"Just words."),
        ("mail.eml", PDF),
    ],
)
def test_content_that_is_something_else_than_the_name_is_refused(name, content):
    with pytest.raises(NotTaken, match="holds something else"):
        kind_of(name, io.BytesIO(content))


def test_documents_with_macros_are_refused():
    with pytest.raises(NotTaken, match="macros"):
        kind_of("minutes.docx", io.BytesIO(office("word/document.xml", "word/vbaProject.bin")))


def test_an_empty_file_is_refused():
    with pytest.raises(NotTaken, match="empty"):
        kind_of("minutes.pdf", io.BytesIO(b""))


def test_a_long_text_is_looked_at_though_a_letter_is_cut_in_two():
    assert kind_of("note.txt", io.BytesIO(("é" * 100_000).encode())).name == "txt"
    assert kind_of("note.txt", io.BytesIO(b"x" + ("é" * 100_000).encode())).name == "txt"


def test_the_file_is_left_at_its_beginning():
    file = io.BytesIO(MAIL)
    kind_of("mail.eml", file)
    assert file.tell() == 0


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("minutes.pdf", "minutes.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\me\\minutes.pdf", "minutes.pdf"),
        ('a"b\r\nSet-Cookie: x.pdf', "abSet-Cookie x.pdf"),
        ("Protokół 3.pdf", "Protokół 3.pdf"),
        ("...", "file"),
        (".pdf", "pdf"),
        ("\u202egnp.pdf", "gnp.pdf"),
        ("CON.pdf", "CON-file.pdf"),
        ("com1", "com1-file"),
        ("concert.pdf", "concert.pdf"),
    ],
)
def test_a_name_keeps_nothing_that_could_be_misread(given, kept):
    assert plain_name(given) == kept


def test_a_long_name_keeps_its_end():
    name = plain_name("x" * 500 + ".pdf")
    assert len(name) == NAME_LONGEST
    assert name.endswith(".pdf")
