"""From a document of lines to a finished reading, with its doubts."""

from dataclasses import replace

from inspections.report_reading import furniture, limits, sections
from inspections.report_reading.blocks import assemble
from inspections.report_reading.cover import Cover, read_cover
from inspections.report_reading.document import Document, UnreadableReport
from inspections.report_reading.families import Family, family_of, is_council_paper
from inspections.report_reading.judgements import find_judgements
from inspections.report_reading.lists import ListReader
from inspections.report_reading.reading import Doubt, ReadArea, ReadReport

NOT_A_REPORT = (
    "This doesn't read as an inspection report: upload the report or letter as the inspectorate "
    "published it, or enter the inspection by hand."
)

COUNCILS_OWN = (
    "This reads as a council's own paper about an inspection and not as the report itself: upload the report "
    "or letter as the inspectorate published it."
)


def read_document(document: Document) -> ReadReport:
    family = family_of(document)
    if family is None:
        raise UnreadableReport(COUNCILS_OWN if is_council_paper(document) else NOT_A_REPORT)
    pages = tuple(page.text[: limits.SHOWN_LETTERS_OF_A_PAGE] for page in document.pages)
    cover = read_cover(document, family)
    furniture.remove(document)
    judgements = find_judgements(document, family)
    areas, doubts = _areas(family, document)
    if family.key == "other" and not areas:
        raise UnreadableReport(NOT_A_REPORT)
    return ReadReport(
        authority=cover.authority,
        inspectorate=family.inspectorate or None,
        framework=family.framework,
        started=cover.started,
        ended=cover.ended,
        published=cover.published,
        lead_inspector=cover.lead_inspector,
        judgements=tuple(judgements),
        areas=tuple(_sections_that_tell(areas)),
        doubts=tuple(_doubts_of_cover(cover, family) + _doubts_of_areas(areas) + doubts),
        pages=pages,
        page_count=len(document.pages),
    )


def _areas(family: Family, document: Document) -> tuple[list[ReadArea], list[Doubt]]:
    blocks = assemble(document, in_tables=family.tables)
    areas, doubts = ListReader(family, blocks).read()
    if areas or family.key != "area_send_letter":
        return areas, doubts
    areas, doubts = ListReader(family, blocks, development=True).read()
    if areas:
        doubts.append(
            Doubt(
                "The letter has no list of weaknesses: its areas for development were taken.", "whole report"
            )
        )
    return areas, doubts


def _sections_that_tell(areas: list[ReadArea]) -> list[ReadArea]:
    """A report with the council's list alone has no sections to tell apart."""
    if {area.section for area in areas} == {sections.LOCAL_AUTHORITY}:
        return [replace(area, section=None) for area in areas]
    return areas


def _doubts_of_cover(cover: Cover, family: Family) -> list[Doubt]:
    doubts = []
    if not cover.authority:
        doubts.append(Doubt("The name of the council or area was not found.", "first page"))
    if not cover.started:
        doubts.append(Doubt("The dates of the inspection were not found.", "first page"))
    if not cover.published:
        doubts.append(Doubt("The report doesn't say when it was published.", "first page"))
    return doubts


def _doubts_of_areas(areas: list[ReadArea]) -> list[Doubt]:
    if not areas:
        return [Doubt("No improvement list was found: check whether the report has one.", "whole report")]
    return []
