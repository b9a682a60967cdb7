"""A progress deck, told by the verbs, comes out of the paper's files with every word and figure."""

from datetime import date

import pytest

from scrutiny import paper as papers
from scrutiny.paper_export import said, write_slides, write_word
from tests.actions.team import moment
from tests.factories import make_action, make_area, make_inspection, make_measure, make_meeting, make_paper
from tests.scrutiny.papers_by_hand import FIGURES, TOPICS, text_of

OPENED, BEFORE, NOW = date(2025, 11, 7), date(2025, 7, 31), date(2026, 1, 31)
TOLD = (
    "A panel looks at {} each month, and at the plans to move on",
    "Numbers fell from 11 (July 2025) to 4 (January 2026): {}",
    "Group set up to ask of {}:\nWho begins?\nWhere is it written down?\n??",
    "95% of cases on {} were in order – “as required”; 25% came late",
)


@pytest.fixture
def deck(hall):
    """Two areas of the report, eight further ones, thirteen measures, dated statements under each."""
    inspection = make_inspection(hall.team.organisation, is_public=True, published_on=date(2025, 9, 1))
    actions = []
    for number, topic in enumerate(TOPICS, 1):
        section = "What needs to improve?" if number < 3 else "Further improvement needed"
        area = make_area(inspection, words=topic, section=section)
        action = make_action(area, hall.team.lead, moment(), title=topic, owner=hall.team.post, on=OPENED)
        for on, words in zip((OPENED, OPENED, NOW, NOW), TOLD, strict=True):
            action.record_progress(hall.team.owner, moment(), words.format(topic), on=on)
        actions.append(action)
    for number, (name, unit, first, last) in enumerate(FIGURES):
        action = actions[number % len(actions)]
        measure = make_measure(
            action.area, action=action, name=name, unit=unit, cadence="irregular", starts_on=BEFORE,
            baseline=first,
        )  # fmt: skip
        for on, value in ((BEFORE, first), (NOW, last)):
            if value is not None:
                measure.record_reading(hall.team.lead, moment(), on, value)
    paper = make_paper(make_meeting(hall.committee), inspection, hall.team.lead, as_at=NOW)
    return papers.compose(paper, moment())


def test_the_word_file_and_the_slides_carry_every_area_statement_and_figure(deck):
    wanted = {" ".join(words.format(topic).split()) for words in TOLD for topic in TOPICS}
    wanted |= {f"{said.figure(value, unit)} on {said.day(on.isoformat())}"
               for _, unit, *values in FIGURES
               for on, value in zip((BEFORE, NOW), values, strict=True) if value}  # fmt: skip
    wanted |= {*TOPICS, *(name for name, *_ in FIGURES), "What needs to improve?"}
    for write in (write_word, write_slides):
        text = text_of(write(deck))
        assert {words for words in wanted if words not in text} == set()


def test_a_figure_that_is_read_now_and_then_is_not_called_silent(deck):
    assert {measure["silence"] for _, _, measure in said.measures_of(deck)} == {""}
    assert len(said.measures_of(deck)) == 13
