"""What makes a list hard to read: marks lost, items run together, nests, page breaks, headings inside."""

import pytest

from inspections.report_reading.assembly import read_document
from inspections.report_reading.formats import read_document_file
from tests.inspections.report_reading.story import FILLER

LETTER = f"""27 November 2020

Dear Robin Marsh-Ellery

Focused visit to Westmarch County Council children's services

This letter summarises the findings of a focused visit to Westmarch on 13 October 2020. The inspectors
were Avery Thornbury, HMI, and Jules Farrow, HMI.

{FILLER}

What needs to improve in this area of social work practice
%s

Findings

{FILLER}

Ofsted will take the findings from this focused visit into account.
"""
ASK = (
    "In order to improve the quality of provision and services for safeguarding children and young people in "
    "Westmarch, the local authority and its partners should take the following action."
)
REPORT = f"""Inspection of safeguarding and looked after children services Westmarch County Council

Inspection dates: 23 April – 4 May 2012 Reporting inspector Avery Thornbury

Age group:AllPublished:13 June 2012

Ofsted and the Care Quality Commission

{FILLER}

Safeguarding services

Areas for improvement

- 23. {ASK}

%s

Safeguarding outcomes for children and young people

- 24. {FILLER}
"""


@pytest.fixture
def areas_of(tmp_path):
    def read(frame, items):
        file = tmp_path / "report.txt"
        file.write_text(frame % items, encoding="utf-8")
        return read_document(read_document_file(file)).areas

    return read


def texts(areas):
    return [area.text for area in areas]


def test_two_bullets_on_one_line_are_parted_at_the_mark_between_them(areas_of):
    assert texts(areas_of(LETTER, "\u25aa Return calls to schools. \u25aa Supervision of new workers.")) == [
        "Return calls to schools",
        "Supervision of new workers",
    ]


def test_two_requests_with_no_mark_between_them_are_parted_before_the_second_body(areas_of):
    items = (
        "Immediately:\n\n- NHS Westmarch and Fenside NHS Foundation Trust should check that every clinic "
        "keeps "
        "a list of children in care NHS Westmarch and the council should give each child a named nurse."
    )
    first, second = areas_of(REPORT, items)
    assert first.text.endswith("list of children in care")
    assert first.bodies == ("NHS Westmarch", "Fenside NHS Foundation Trust")
    assert second.text == "NHS Westmarch and the council should give each child a named nurse"
    assert second.bodies == ("NHS Westmarch", "the council")


def test_the_only_item_of_a_list_may_have_no_mark(areas_of):
    found = areas_of(REPORT, "Within six months:\n\n increase the number of island foster carers.")
    assert [(area.text, area.timescale, area.paragraph) for area in found] == [
        ("increase the number of island foster carers", "Within six months", "23")
    ]


def test_an_item_that_lost_its_mark_between_others_is_kept_and_doubted(tmp_path):
    file = tmp_path / "report.txt"
    items = (
        "Immediately:\n\n- check the register\n\n The council should write to each family.\n\n"
        "Within six months:\n\n- report back"
    )
    file.write_text(REPORT % items, encoding="utf-8")
    report = read_document(read_document_file(file))
    assert texts(report.areas) == [
        "check the register",
        "The council should write to each family",
        "report back",
    ]
    assert any("no bullet" in doubt.what and "write to each family" in doubt.where for doubt in report.doubts)


def test_bullets_below_a_bullet_that_ends_in_a_colon_are_part_of_it(areas_of):
    items = (
        "- The plans of care leavers, so that:\n   o each is signed\n   o each is kept.\n"
        "- Return calls to schools."
    )
    assert texts(areas_of(LETTER, items)) == [
        "The plans of care leavers, so that: each is signed each is kept",
        "Return calls to schools",
    ]


def test_bullets_go_on_over_page_breaks_with_their_footers(areas_of):
    items = (
        "- Supervision of workers who are new to\n\nWestmarch, 13 October 2020\n2\n\fthe islands.\n"
        "- Return calls\n\nWestmarch, 13 October 2020\n3\n\fto schools."
    )
    assert texts(areas_of(LETTER, items)) == [
        "Supervision of workers who are new to the islands",
        "Return calls to schools",
    ]


def test_letterhead_after_the_last_bullet_is_not_part_of_it(areas_of):
    items = (
        "- Supervision of new workers\n- Return calls to schools\n"
        "enquiries@ofsted.gov.uk\nwww.gov.uk/ofsted\nT 0300 123 1231"
    )
    assert texts(areas_of(LETTER, items)) == ["Supervision of new workers", "Return calls to schools"]


def test_words_broken_at_a_hyphen_are_joined_as_the_report_writes_them_elsewhere(areas_of):
    items = (
        "- The multi-\nagency plan, for short- and long-term care, and the co-\nordination of visits "
        "that work-\ners make."
    )
    (found,) = areas_of(LETTER, items)
    assert "multi-agency plan" in found.text
    assert "short- and long-term care" in found.text
    assert "co-ordination" in found.text


def test_a_lead_in_holds_for_the_bullets_below_it_and_not_beyond_the_next_timescale(areas_of):
    items = (
        "Immediately:\n\nNHS Westmarch and Westmarch Police should:\n\n- share one form\n- meet each week\n\n"
        "Within three months:\n\n- report back"
    )
    assert [area.bodies for area in areas_of(REPORT, items)] == [
        ("NHS Westmarch", "Westmarch Police"),
        ("NHS Westmarch", "Westmarch Police"),
        (),
    ]


def test_a_timescale_in_the_middle_of_a_sentence_divides_nothing(areas_of):
    items = "Immediately:\n\n- check the register and, within three months, write to each family"
    (found,) = areas_of(REPORT, items)
    assert found.timescale == "Immediately"


def test_glued_labels_on_the_cover_still_give_dates(tmp_path):
    file = tmp_path / "report.txt"
    file.write_text(REPORT % "Immediately:\n\n- check the register", encoding="utf-8")
    report = read_document(read_document_file(file))
    assert (report.started.isoformat(), report.ended.isoformat()) == ("2012-04-23", "2012-05-04")
    assert report.published.isoformat() == "2012-06-13"
    assert report.lead_inspector == "Avery Thornbury"


def test_a_list_that_lost_all_its_marks_is_read_by_where_its_lines_end(areas_of):
    items = (
        "The time it takes to tell a school what came of the concern that it raised with the\nduty team.\n"
        "Supervision of new workers.\nThe number of island homes for brothers and sisters who ask "
        "to live together,\n"
        "summer and winter."
    )
    assert texts(areas_of(LETTER, items)) == [
        "The time it takes to tell a school what came of the concern that it raised with the duty team",
        "Supervision of new workers",
        "The number of island homes for brothers and sisters who ask to live together, summer and winter",
    ]


def test_paragraphs_of_findings_under_a_list_heading_are_no_items(areas_of):
    assert areas_of(LETTER, FILLER.replace("Workers", "Here workers")) == ()
