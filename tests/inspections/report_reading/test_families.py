"""What is read from a report does not depend on the format it comes in or on how its lines fall."""

from datetime import date

import pytest

from inspections.report_reading.assembly import read_document
from inspections.report_reading.formats import read_document_file
from tests.inspections.report_reading import stories_of_letters as letters
from tests.inspections.report_reading import stories_of_others as others
from tests.inspections.report_reading import stories_of_services as services
from tests.inspections.report_reading.written import as_docx, as_html, as_pdf, as_text

SHAPES = {
    "pdf": as_pdf,
    "pdf with drawn bullets": lambda story: as_pdf(story, bullets="drawn"),
    "word": as_docx,
    "web page": as_html,
    "text": as_text,
    "narrow text": lambda story: as_text(story, width=58, mark="-", lines_on_page=31),
    "text with private bullets": lambda story: as_text(story, mark="\uf0b7", lines_on_page=27),
    "text in UTF-16": lambda story: as_text(story).encode("utf-16-le"),
}


@pytest.fixture(params=SHAPES, ids=list(SHAPES))
def read(request, tmp_path):
    def read_story(story):
        written = SHAPES[request.param](story)
        file = tmp_path / "upload"
        file.write_bytes(written.encode() if isinstance(written, str) else written)
        return read_document(read_document_file(file))

    return read_story


def test_tiers_sections_and_named_bodies_of_a_safeguarding_report(read):
    report = read(services.safeguarding_and_looked_after())
    found = [(area.section, area.timescale, area.text, area.bodies) for area in report.areas]
    assert found == services.SAFEGUARDING_AREAS
    assert [area.paragraph for area in report.areas] == ["5"] * 5 + ["8"]


def test_cover_and_judgements_of_a_safeguarding_report(read):
    report = read(services.safeguarding_and_looked_after())
    assert report.authority == "Westmarch County Council"
    assert (report.started, report.ended) == (date(2009, 11, 30), date(2009, 12, 11))
    assert report.published == date(2010, 1, 22)
    assert report.lead_inspector == "Avery Thornbury"
    assert [(each.section, each.name, each.grade) for each in report.judgements] == [
        ("Safeguarding", "Overall effectiveness", "Adequate"),
        ("Safeguarding", "Capacity for improvement", "Good"),
        ("Looked after children", "Overall effectiveness", "Good"),
        ("Looked after children", "Making a positive contribution, including user engagement", "Outstanding"),
    ]


def test_one_number_series_over_two_lists_of_a_single_inspection(read):
    report = read(services.single_inspection())
    found = [
        (area.section, area.timescale, area.paragraph, area.subsection, area.text) for area in report.areas
    ]
    assert found == services.SINGLE_INSPECTION_AREAS
    assert report.published == date(2015, 5, 13)
    assert report.lead_inspector == "Avery Thornbury"


def test_judgements_of_a_single_inspection(read):
    report = read(services.single_inspection())
    assert [(each.name, each.grade) for each in report.judgements] == [
        ("Children who need help and protection", "Requires improvement"),
        ("Children looked after and achieving permanence", "Good"),
        ("Adoption performance", "Outstanding"),
        ("Experiences and progress of care leavers", "Requires improvement"),
        ("Leadership, management and governance", "Inadequate"),
        ("Overall effectiveness", "Requires improvement"),
        ("Local Safeguarding Children Board", "Requires improvement"),
    ]


def test_noun_phrases_with_brackets_of_an_inspection_of_childrens_services(read):
    report = read(services.childrens_services())
    assert [area.text for area in report.areas] == services.CHILDRENS_SERVICES_AREAS
    assert {(area.timescale, area.section, area.bodies) for area in report.areas} == {(None, None, ())}
    assert [each.grade for each in report.judgements] == [
        "Good",
        "Requires improvement to be good",
        "Good",
        "Outstanding",
    ]
    assert (
        report.judgements[1].name == "The experiences and progress of children who need help and protection"
    )
    assert report.published is None


def test_a_lead_in_over_priority_bullets_names_who_must_act_on_those_alone(read):
    report = read(letters.focused_visit())
    assert [(area.kind, area.text, area.bodies) for area in report.areas] == letters.FOCUSED_VISIT_AREAS
    assert (report.started, report.ended) == (date(2020, 10, 13), date(2020, 10, 14))
    assert report.published == date(2020, 11, 27)
    assert report.judgements == ()


def test_a_letter_without_a_list_gives_no_areas_and_says_so(read):
    report = read(letters.letter_without_a_list())
    assert report.areas == ()
    assert any("No improvement list" in doubt.what for doubt in report.doubts)


def test_case_studies_are_not_lists_in_a_joint_letter(read):
    report = read(letters.joint_targeted_area())
    assert [area.text for area in report.areas] == letters.JOINT_TARGETED_AREAS
    assert report.authority == "Westmarch"
    assert (report.started, report.ended) == (date(2016, 7, 11), date(2016, 7, 15))


def test_table_rows_with_responsible_bodies_of_an_area_inspection(read):
    report = read(letters.area_send())
    assert [(area.kind, area.bodies, area.text) for area in report.areas] == letters.AREA_SEND_AREAS
    assert report.authority == "Westmarch"
    assert report.lead_inspector == "Avery Thornbury"


def test_significant_weaknesses_of_an_area_letter(read):
    report = read(letters.area_send_letter())
    assert [(area.kind, area.text) for area in report.areas] == [
        ("priority action", "the long wait for a plan"),
        ("priority action", "the lack of one list of what is on offer to families"),
    ]


def test_recommendations_with_a_time_limit_of_a_police_report(read):
    report = read(others.police())
    assert [(area.kind, area.timescale, area.text) for area in report.areas] == others.POLICE_AREAS
    assert report.areas[1].bodies == ("Westmarch Police",)
    assert report.authority == "Westmarch Police"


def test_numbered_recommendations_of_a_peer_challenge(read):
    report = read(others.peer_challenge())
    assert [(area.paragraph, area.text) for area in report.areas] == [
        ("1", "Agree one plan for the harbour and the towns"),
        ("2", "Publish progress every six months"),
    ]
