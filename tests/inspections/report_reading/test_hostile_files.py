"""A file that can't be read gets one clear sentence, in time, and never an empty reading."""

import re
import time

import pytest

from inspections.report_reading import UnreadableReport, read_report
from tests.guards.hostile_files import HOSTILE
from tests.inspections.report_reading import hostile
from tests.inspections.report_reading import stories_of_others as others
from tests.inspections.report_reading.written import as_html, as_pdf, as_text

REFUSED = {
    "encrypted": (hostile.encrypted_pdf, "password"),
    "truncated": (hostile.truncated_pdf, "damaged or cut short"),
    "scanned": (hostile.scanned_pdf, "no text, only pictures of pages"),
    "endless": (hostile.endless_pdf, "3,000 pages"),
    "looping": (hostile.looping_pdf, r"damaged|no text|too much time"),
    "bomb": (hostile.bomb_pdf, r"too much time or memory|no text"),
    "word bomb": (hostile.bomb_docx, "unpacks to far more"),
    "word entities": (hostile.entities_docx, "no report needs"),
    "spreadsheet": (hostile.spreadsheet, "a spreadsheet"),
    "empty": (lambda: b"", "is empty"),
    "blank": (lambda: b" \n\n \t ", "no words"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, "a picture"),
    "old Word": (lambda: b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "old Office format"),
    "locked Word": (lambda: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
    "bytes": (hostile.random_bytes, "not text that can be read"),
    "only a start": (lambda: b"%PDF-1.7", "damaged or cut short"),
    "half a zip": (lambda: b"PK\x03\x04" + b"\x00" * 40, "damaged"),
    "novel": (lambda: as_text(others.novel()).encode(), "doesn't read as an inspection report"),
    "minutes": (lambda: as_pdf(others.minutes()), "council's own paper"),
    "deck": (lambda: as_html(others.progress_deck()).encode(), "council's own paper"),
}


@pytest.mark.parametrize("name", list(REFUSED))
def test_a_file_that_is_no_readable_report_is_refused_in_one_sentence(name, tmp_path):
    make, cause = REFUSED[name]
    file = tmp_path / "report.pdf"
    file.write_bytes(make())
    begun = time.monotonic()
    with pytest.raises(UnreadableReport) as refusal:
        read_report(file)
    sentence = str(refusal.value)
    assert re.search(cause, sentence)
    assert sentence.endswith(".")
    assert not re.search(r"\.\s+[A-Z]", sentence)
    assert time.monotonic() - begun < 15


@pytest.mark.parametrize(
    "label",
    ["page and PDF", "PDF and archive", "PDF that acts", "bomb in bombs", "endless list", "macros hidden"],
)
def test_a_file_that_is_two_things_at_once_or_acts_is_no_report(label, tmp_path):
    """Six processes, each with its limits: of those files that are kept until they were read."""
    file = tmp_path / "report"
    file.write_bytes(HOSTILE[label].make())
    begun = time.monotonic()
    with pytest.raises(UnreadableReport) as refusal:
        read_report(file)
    assert str(refusal.value).endswith(".") and time.monotonic() - begun < 15


def test_a_renamed_file_is_read_for_what_it_is(tmp_path):
    file = tmp_path / "report.docx"
    file.write_bytes(as_pdf(hostile.REPORT))
    assert len(read_report(file).areas) == 3


def test_hostile_characters_are_left_out_of_the_words(tmp_path):
    file = tmp_path / "report.txt"
    file.write_bytes(hostile.hostile_words())
    report = read_report(file)
    assert len(report.areas) == 3
    words = " ".join(area.text for area in report.areas)
    assert words.isprintable()
    assert "Workloads in the night team" in words


def test_a_missing_file_and_a_folder_are_refused_in_one_sentence(tmp_path):
    for path, cause in ((tmp_path / "none.pdf", "There is no file"), (tmp_path, "is a folder")):
        with pytest.raises(UnreadableReport, match=cause):
            read_report(path)
