"""Wordings beside each other; words on a page; judgements as steps. Nothing here knows a database."""

from datetime import date

import pytest

from inspections import grade_strip
from inspections.differences import flat, likeness, pair_up, side_by_side
from inspections.frameworks import framework
from inspections.report_reading import ReadJudgement
from inspections.review_pages import marked


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Plans are late", "plans  are late."),
        ("children’s plans", "children's plans"),
        ("early – and often", "early - and often"),
    ],
)
def test_spaces_quotes_capitals_and_the_full_stop_make_no_difference(one, other):
    assert flat(one) == flat(other)
    assert likeness(one, other) == 100


def test_other_words_are_never_wholly_alike():
    assert likeness("regular supervision of staff", "staff supervision, regular") < 100


def test_texts_side_by_side_give_back_every_letter():
    old, new = "Make plans  clear and\nshort", "Make all plans clear, and short"
    left, right = side_by_side(old, new)
    assert "".join(piece.words for piece in left) == old
    assert "".join(piece.words for piece in right) == new
    assert [piece.words.strip() for piece in right if not piece.is_shared] == ["all", "clear,"]


def test_pairs_are_made_by_likeness_each_once_and_the_rest_stand_alone():
    old = ["the timeliness of visits to children", "the pace of recruitment", "heating"]
    new = ["the pace of recruitment of staff", "the timeliness of visits", "lighting"]
    pairs = {(pair.old, pair.new) for pair in pair_up(old, new, 55)}
    assert pairs == {(1, 0), (0, 1), (None, 2), (2, None)}


def test_of_two_equal_wordings_the_nearer_place_is_taken():
    pairs = pair_up(["the same", "the same"], ["the same", "the same"], 55)
    assert [(pair.old, pair.new) for pair in pairs] == [(0, 0), (1, 1)]


def test_an_areas_words_are_marked_on_the_page_over_lines_and_hyphens():
    page = "Areas\n• improve the over-\nsight of\nplans\n• other things"
    assert [piece.words for piece in marked(page, ["improve the oversight of plans"]) if piece.is_shared] == [
        "improve the over-\nsight of\nplans"
    ]


def test_words_that_run_on_to_the_next_page_are_marked_where_they_begin():
    page = "• ensure that all of the children in care are"
    words = "ensure that all of the children in care are seen alone by their workers"
    assert [piece.words for piece in marked(page, [words]) if piece.is_shared] == [
        "ensure that all of the children in"
    ]


def test_words_with_marks_of_their_own_and_words_not_there_harm_nothing():
    page = "What (if anything) [sic] * happened?"
    assert "".join(piece.words for piece in marked(page, ["(if anything) [sic] *", "", "absent"])) == page


def step(key, name, grade, on):
    return grade_strip.step(framework(key), on, on, object(), ReadJudgement("", name, grade))


def test_the_best_grade_fills_every_bar_and_the_worst_one():
    best = step("ilacs", "Overall effectiveness", "Outstanding", date(2022, 1, 1))
    worst = step("ilacs", "Overall effectiveness", "Inadequate", date(2022, 1, 1))
    assert [filled for *_, filled in best.bars] == [True] * 4
    assert [filled for *_, filled in worst.bars] == [True, False, False, False]


@pytest.mark.parametrize("grade", [None, "", "Not on the scale"])
def test_a_missing_or_unknown_grade_has_no_bars(grade):
    assert step("ilacs", "Overall effectiveness", grade, None).bars == []


def test_strips_are_told_apart_by_name_and_the_overall_one_comes_first():
    steps = [
        ("Leadership", step("sif", "Leadership", "Good", None)),
        ("Overall effectiveness", step("sif", "Overall effectiveness", "Good", None)),
        ("overall effectiveness", step("ilacs", "Overall effectiveness", "Good", None)),
    ]
    strips = grade_strip.strips(steps)
    assert [(strip.name, strip.inspections) for strip in strips] == [
        ("Overall effectiveness", 2),
        ("Leadership", 1),
    ]
