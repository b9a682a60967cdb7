"""The files of a paper: nothing is left out, they can be read aloud, and they stay the same bytes."""

import csv
import io
import json
import zipfile
from datetime import timedelta
from functools import cache

import docx
import pptx
import pytest
from docx.oxml.ns import qn
from pptx.enum.shapes import PP_PLACEHOLDER

from scrutiny.paper_export import FILES, fitting, said, write_csv, write_json, write_slides, write_word
from tests.scrutiny.papers_by_hand import document, text_of

NOT_SAID = {"id", "slug", "kind", "bucket", "rating", "status", "timescale", "sha256", "direction",
            "format", "number", "version", "days_slipped", "name", "latest_update", "known_at",
            "updated_on", "value", "baseline", "target"}  # fmt: skip
WORD, SLIDES = cache(lambda: write_word(document())), cache(lambda: write_slides(document()))


def small(**more):
    """With one area of the ten, for tests that are about something else."""
    return document(areas=document()["areas"][:1], **more)


def words_and_figures(part, key=""):
    """Every text a reader is owed: days as they are said, figures with their unit's mark where it has one."""
    if isinstance(part, dict):
        if "readings" in part:
            values = [part["baseline"], part["target"], *(row["value"] for row in part["readings"])]
            yield from (said.figure(value, part["unit"]) for value in values if value)
        for name, value in part.items():
            if name not in NOT_SAID or (name == "name" and "label" not in part):
                yield from words_and_figures(value, name)
    elif isinstance(part, list):
        for each in part:
            yield from words_and_figures(each, key)
    elif isinstance(part, str) and part and key != "answer":
        yield from ([said.day(part)] if key.endswith(("on", "_by", "as_at")) else said.lines(part))
    elif isinstance(part, int):
        yield str(part)


@pytest.mark.parametrize("written", [WORD, SLIDES], ids=["word", "slides"])
def test_every_statement_figure_and_day_of_the_document_stands_in_the_file(written):
    text = text_of(written())
    wanted = {" ".join(words.split()) for words in words_and_figures(document())}
    assert len(wanted) > 150
    assert {words for words in wanted if words not in text} == set()


def test_the_table_of_figures_holds_every_reading_statement_and_total():
    rows = list(csv.DictReader(io.StringIO(write_csv(document()).decode("utf-8-sig"))))
    found = {(row["What"], row["On"], row["Value"], row["Unit"]) for row in rows}
    for _, _, measure in said.measures_of(document()):
        for reading in measure["readings"]:
            assert (measure["name"], reading["on"], reading["value"] or "", measure["unit"]) in found
    told = {row["Words"] for row in rows if row["Part"] == "Statements"}
    for area in document()["areas"]:
        for action in area["actions"]:
            assert {row["note"] for row in action["statements"]} <= told
    totals = {(row["What"], row["Value"]) for row in rows if row["Part"] == "Totals"}
    assert totals == {("All actions", "10"), ("Overdue", "9"), ("In progress", "0"), ("Accepted", "1")}


def test_a_text_that_a_spreadsheet_would_take_for_a_formula_stays_text_and_a_negative_figure_a_number():
    wicked = document(headline=['=HYPERLINK("http://evil.example")', "+1", "@x", "\t=2"])
    text = write_csv(wicked).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in cells if cell[:1] in "=+@\t" and cell]
    assert "-3" in cells


def test_the_json_is_the_document_itself():
    assert json.loads(write_json(document())) == document()


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_the_same_bytes_whenever_it_is_written(name, monkeypatch):
    _, write = FILES[name]
    first = write(small())
    real = zipfile.time.time
    monkeypatch.setattr(zipfile.time, "time", lambda: real() + timedelta(days=400).total_seconds())
    assert write(small()) == first


def test_files_say_who_issued_them_and_when_the_paper_was_known_and_name_no_program():
    for write, read in ((WORD, docx.Document), (SLIDES, pptx.Presentation)):
        about = read(io.BytesIO(write())).core_properties
        assert (about.author, about.last_modified_by) == ("Westmarch", "Westmarch")
        assert about.language == "en-GB" and about.title == "Progress on the action plan"
        assert f"{about.modified:%Y-%m-%d %H:%M}" == "2026-06-01 15:30"


def test_the_word_file_has_headings_contents_and_tables_that_can_be_read_aloud():
    file = docx.Document(io.BytesIO(WORD()))
    headings = [p.text for p in file.paragraphs if p.style.name in ("Heading 1", "Heading 2")]
    contents = [p.text for p in file.paragraphs if p.style.name.startswith("toc ")]
    assert contents == headings and "Area 10: Kinship carers" in contents
    marks = {mark.get(qn("w:name")) for mark in file.element.iter(qn("w:bookmarkStart"))}
    assert {link.get(qn("w:anchor")) for link in file.element.iter(qn("w:hyperlink"))} <= marks
    for table in file.tables[1:]:
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    pictures = list(file.element.iter(qn("wp:docPr")))
    assert pictures and all(picture.get("descr") for picture in pictures)
    assert file.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"


def test_each_slide_has_a_title_of_its_own_and_says_what_its_pictures_show():
    slides = pptx.Presentation(io.BytesIO(SLIDES())).slides
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert all(titles) and len(set(titles)) == len(titles)
    assert [title for title in titles if title.startswith("Area ")] == [
        said.area_name(area) for area in document()["areas"]
    ]
    for slide in slides:
        for shape in slide.shapes:
            described = shape._element.xpath(".//p:cNvPr")[0].get("descr")
            assert described or shape.is_placeholder or shape.name == "Foot"
            if shape.is_placeholder:
                assert shape.text_frame.text, "a placeholder without words shows “Click to add text”"
                assert shape.placeholder_format.type != PP_PLACEHOLDER.SLIDE_NUMBER


def test_long_words_go_on_to_further_slides_and_nothing_runs_off():
    long = small()
    long["areas"][0]["section"] = "An area whose name does not end " * 9
    long["areas"][0]["words"] = "Improve. " * 1500 + "x" * 4000
    long["changes"] = [long["changes"][0] | {"words": f"{number} " + "because " * 700} for number in range(3)]
    content = write_slides(long)
    file = pptx.Presentation(io.BytesIO(content))
    of_area = [s for s in file.slides if s.shapes.title.text_frame.text.startswith("Area 1:")]
    assert len(of_area) > 4 and of_area[1].shapes.title.text_frame.text.endswith(f"(2 of {len(of_area)})")
    for slide in file.slides:
        for shape in slide.shapes:
            assert shape.top + shape.height <= file.slide_height, slide.shapes.title.text_frame.text
    text = text_of(content).replace(" ", "")
    assert text.count("because") == 2100 and text.count("Improve.") == 1500 and text.count("x" * 50) > 40


def test_words_that_are_no_xml_break_no_file():
    wicked = ["a\x00b\x0bc\x1f", "<w:t>]]>&amp;", "\ud800 alone", "مرحبا 你好 👶", " \n \n "]
    strange = small(title=f"Paper {''.join(wicked)}", commentary="\n".join(wicked), headline=wicked)
    strange["areas"][0]["words"] = "".join(wicked)
    for write in (write_word, write_slides):
        text = text_of(write(strange))
        assert "abc" in text and "<w:t>]]>&amp;" in text and "你好 👶" in text


def test_a_paper_of_nothing_says_so_in_words():
    empty = document(
        areas=[], changes=[], sign_offs=[], decisions_asked=[], commentary="", questions=[], glossary=[],
        previous=None, burn_up={"points": []}, totals={"actions": 0, "buckets": [], "ratings": []},
    )  # fmt: skip
    text = text_of(write_word(empty))
    for words in (
        "names no areas",
        "first paper on this inspection",
        "No question was asked",
        "note this paper",
    ):
        assert words in text
    assert "first paper on this inspection" in text_of(write_slides(empty))
    assert write_csv(empty)


@pytest.mark.parametrize("words", ["", "one", "a word " * 50, "m" * 300])
def test_a_text_is_set_in_lines_that_are_no_wider_than_their_room_and_loses_nothing(words):
    lines = fitting.wrapped(words, 15, 200)
    assert all(fitting.width_of(line, 15) <= 200 for line in lines)
    assert "".join("".join(lines).split()) == "".join(words.split())
