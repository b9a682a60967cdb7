from datetime import date
from pathlib import Path

import pytest

from inspections.clocks import EARLY_DRAFT, EXECUTIVE_RESPONSE, POLICE_COMMENTS, PUBLISH, STATEMENT
from inspections.frameworks import (
    CATALOGUE,
    Catalogue,
    ClockRule,
    Framework,
    Grade,
    GradeScale,
    Kind,
    KindOfArea,
    choices,
    framework,
    frameworks_on,
    kind_choices,
    named,
)
from inspections.frameworks.document import document
from inspections.report_reading.families import FAMILIES, PEER_OR_AUDIT
from inspections.timescales import Timescale

PAGE = Path(__file__).resolve().parents[2] / "docs" / "frameworks.md"


def keys_on(day: date) -> set[str]:
    always = {"scrutiny", "peer_review", "internal_audit", "other", "care_inspectorate"}
    return {each.key for each in frameworks_on(day)} - always


@pytest.mark.parametrize(
    ("day", "keys"),
    [
        (date(2009, 3, 31), set()),
        (date(2012, 4, 23), {"slac"}),
        (date(2013, 7, 15), {"looked_after_2013", "child_protection_2012"}),
        (date(2013, 10, 31), {"looked_after_2013", "child_protection_2012"}),
        (date(2013, 11, 1), {"sif"}),
        (date(2017, 12, 31), {"sif", "jtai", "area_send_2016", "peel"}),
        (date(2018, 1, 1), {"ilacs", "ilacs_focused_visit", "jtai", "area_send_2016", "peel"}),
        (date(2022, 12, 31), {"ilacs", "ilacs_focused_visit", "jtai", "area_send_2016", "peel"}),
        (date(2023, 1, 1), {"ilacs", "ilacs_focused_visit", "jtai", "area_send", "peel"}),
        (
            date(2026, 11, 21),
            {"ilacs", "ilacs_focused_visit", "jtai", "area_send", "peel", "cqc_local_authority"},
        ),
    ],
)
def test_the_frameworks_in_force_go_by_the_first_day_of_fieldwork(day, keys):
    assert keys_on(day) == keys


def test_every_framework_is_offered_while_the_fieldwork_is_not_known():
    assert [each.key for each in frameworks_on(None)] == [key for key, _ in choices()]
    assert ("other", "Other") in choices(date(1999, 1, 1))


def test_an_unknown_framework_is_refused_with_those_there_are():
    with pytest.raises(LookupError, match=r"There is no framework “ilac”.*: ilacs, "):
        framework("ilac")


@pytest.mark.parametrize(
    ("day", "names"),
    [
        (
            date(2022, 12, 31),
            {"in care and care leavers", "help and protection", "children and families", "effectiveness"},
        ),
        (
            date(2026, 3, 31),
            {"in care", "care leavers", "help and protection", "children and families", "effectiveness"},
        ),
        (date(2026, 4, 1), {"in care", "care leavers", "help and protection", "children and families"}),
    ],
)
def test_ilacs_judges_care_leavers_apart_from_2023_and_no_overall_effectiveness_from_april_2026(day, names):
    found = [each.name for each in framework("ilacs").judgements_on(day)]
    assert len(found) == len(names)
    assert all(any(name.endswith(end) for name in found) for end in names)


def test_an_inspection_without_known_fieldwork_may_have_any_judgement_of_its_framework():
    assert len(framework("ilacs").judgements_on(None)) == 6


@pytest.mark.parametrize(
    ("key", "best_to_worst"),
    [
        ("slac", ["Outstanding", "Good", "Adequate", "Inadequate"]),
        ("looked_after_2013", ["Outstanding", "Good", "Adequate", "Inadequate"]),
        ("sif", ["Outstanding", "Good", "Requires improvement", "Inadequate"]),
        ("ilacs", ["Outstanding", "Good", "Requires improvement to be good", "Inadequate"]),
        ("peel", ["Outstanding", "Good", "Adequate", "Requires improvement", "Inadequate"]),
        ("care_inspectorate", ["Excellent", "Very good", "Good", "Adequate", "Weak", "Unsatisfactory"]),
        ("internal_audit", ["Substantial", "Reasonable", "Limited", "No assurance"]),
    ],
)
def test_grades_are_ordered_from_the_best(key, best_to_worst):
    kind = framework(key)
    assert [grade.name for grade in kind.grades_on(date(2026, 1, 1))] == best_to_worst
    assert [kind.grade_order(name, date(2026, 1, 1)) for name in best_to_worst] == list(
        range(1, len(best_to_worst) + 1)
    )


def test_peel_has_four_grades_until_2020_and_five_since():
    peel = framework("peel")
    assert len(peel.grades_on(date(2020, 12, 31))) == 4
    assert len(peel.grades_on(date(2021, 1, 1))) == 5
    assert not peel.is_grade("Adequate", date(2019, 5, 1))
    assert peel.is_grade("Adequate", date(2022, 5, 1))
    assert peel.grade_order("Inadequate", date(2019, 5, 1)) == 4
    assert peel.grade_order("Inadequate", date(2022, 5, 1)) == 5


@pytest.mark.parametrize("missing", [None, "", "  "])
@pytest.mark.parametrize("key", ["ilacs", "jtai", "other"])
def test_a_missing_grade_is_no_grade_and_not_a_bad_one(key, missing):
    assert not framework(key).is_grade(missing)
    assert framework(key).grade_order(missing) is None


@pytest.mark.parametrize(
    ("key", "words", "name"),
    [
        ("ilacs", "requires improvement", "Requires improvement to be good"),
        ("ilacs", "REQUIRES  IMPROVEMENT\nto be good", "Requires improvement to be good"),
        ("sif", "Requires improvement to be good", "Requires improvement"),
        ("slac", "Grade 3 (adequate)", "Adequate"),
        ("slac", "3", "Adequate"),
        ("care_inspectorate", "Very Good", "Very good"),
        ("area_send", "There are widespread and/or systemic failings", "Widespread and/or systemic failings"),
    ],
)
def test_a_grade_is_known_in_the_ways_reports_print_it(key, words, name):
    assert framework(key).grade(words).name == name


@pytest.mark.parametrize(
    ("key", "words"),
    [("ilacs", "Adequate"), ("ilacs", "3"), ("slac", "Requires improvement"), ("jtai", "Good")],
)
def test_a_word_from_another_scale_is_no_grade(key, words):
    assert not framework(key).is_grade(words)


def test_the_nine_quality_statements_are_scored_and_the_whole_is_rated():
    cqc = framework("cqc_local_authority")
    statements = [each for each in cqc.judgements if each.scale]
    assert len(statements) == 9
    assert len({each.section for each in statements}) == 4
    assert [grade.number for grade in cqc.grades_on(None, "Safeguarding")] == [4, 3, 2, 1]
    assert cqc.is_grade("3", judgement="Safeguarding")
    assert not cqc.is_grade("3", judgement="Overall rating")
    assert not cqc.is_grade("Good", judgement="safeguarding")
    assert cqc.is_grade("Good", judgement="Overall rating")
    assert cqc.grade_choices(None, "Safeguarding")[0] == ("4", "4: An exceptional standard")


def test_numbers_are_shown_where_reports_print_them():
    assert framework("slac").grade_choices(None)[2] == ("Adequate", "Adequate (3)")
    assert framework("ilacs").grade_choices(None)[1] == ("Good", "Good")
    assert framework("jtai").grade_choices(None) == []


def test_any_words_are_a_grade_without_order_where_the_scale_is_not_known():
    assert framework("other").grade(" Silver star ").name == "Silver star"
    assert framework("other").grade_order("Silver star") is None


def test_a_kind_is_named_as_the_reports_of_the_framework_print_it():
    assert framework("peel").kind_label("priority") == "Cause of concern"
    assert framework("ilacs").kind_label(Kind.PRIORITY) == "Area for priority action"
    assert framework("slac").kind_label(Kind.RECOMMENDATION) == "Recommendation"
    assert framework("jtai").kind_choices() == [
        ("priority", "Area for priority action"),
        ("improvement", "Area for improvement"),
    ]
    assert [key for key, _ in kind_choices()] == ["priority", "improvement", "recommendation"]


def test_the_three_timescales_belong_to_the_reports_that_print_them():
    assert framework("slac").timescales == tuple(Timescale)
    assert framework("ilacs").timescales == ()


def test_the_clocks_that_start_depend_on_what_the_report_holds():
    assert framework("ilacs").clocks_started() == (PUBLISH, STATEMENT)
    assert framework("ilacs_focused_visit").clocks_started() == ()
    assert framework("ilacs_focused_visit").clocks_started(has_priority=True) == (EARLY_DRAFT, STATEMENT)
    assert framework("jtai").clocks_started(has_priority=True) == ()
    assert [each.key for each in framework("jtai").clocks_started(is_asked=True)] == ["joint_statement"]
    assert [each.key for each in framework("area_send").clocks_started(has_priority=True)] == [
        "joint_statement"
    ]
    assert framework("scrutiny").clocks_started() == (EXECUTIVE_RESPONSE,)
    assert framework("peel").clocks_started() == (POLICE_COMMENTS,)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("ILACS", "ilacs"),
        ("Inspection of local authority children’s services (ILACS)", "ilacs"),
        ("focused visit", "ilacs_focused_visit"),
        ("Single inspection framework", "sif"),
        ("Joint local area SEND inspection", "area_send_2016"),
    ],
)
def test_a_framework_is_found_by_the_name_a_report_gives_it(words, key):
    assert named(words) is framework(key)


@pytest.mark.parametrize("family", [*FAMILIES, PEER_OR_AUDIT], ids=lambda family: family.key)
def test_whatever_the_reading_calls_a_framework_is_in_the_catalogue(family):
    assert named(family.framework) is not None


@pytest.mark.parametrize("words", [None, "", "Inspection of lighthouses"])
def test_a_name_that_no_framework_has_finds_none(words):
    assert named(words) is None


def make_framework(**more) -> Framework:
    return Framework(
        **{
            "key": "youth_justice",
            "name": "Inspection of youth justice services",
            "inspectorate": "HMI Probation",
            "valid_from": date(2027, 1, 1),
            "scale": GradeScale(name="Two grades", grades=(Grade(name="Sound"), Grade(name="Unsound"))),
            "kinds": (KindOfArea(Kind.RECOMMENDATION, "Recommendation"),),
            "clocks": (ClockRule(PUBLISH),),
        }
        | more
    )


def test_adding_a_framework_is_adding_one_entry():
    new = make_framework()
    catalogue = Catalogue((*CATALOGUE, new))
    assert catalogue.framework("youth_justice") is new
    assert catalogue.named("inspection of youth justice services") is new
    assert catalogue.choices()[-1] == ("youth_justice", "Inspection of youth justice services")
    assert new not in catalogue.frameworks_on(date(2026, 12, 31))
    assert new in catalogue.frameworks_on(date(2027, 1, 1))
    assert new.is_grade("sound")
    assert new.grade_order("Unsound") == 2
    assert "## Inspection of youth justice services" in document(catalogue)


def test_a_key_is_given_to_one_framework_only():
    with pytest.raises(ValueError, match="Two frameworks have the key “ilacs”"):
        Catalogue((*CATALOGUE, make_framework(key="ilacs")))


def test_no_name_means_two_frameworks():
    names = [name.casefold() for each in CATALOGUE for name in {each.name, *each.also_called}]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("each", list(CATALOGUE), ids=lambda each: each.key)
def test_every_entry_holds_together(each):
    assert each.kinds, "an area needs a kind"
    assert {line.section for line in each.judgements} - {""} <= set(each.sections)
    assert each.valid_from is None or each.valid_until is None or each.valid_from < each.valid_until
    day = each.valid_from or date(2026, 1, 1)
    lines = [(line.section, line.name) for line in each.judgements_on(day)]
    assert len(lines) == len(set(lines))
    assert each.scale is None or each.scale.any_words or each.grades_on(day)


def test_the_page_about_frameworks_is_current():
    assert PAGE.read_text(encoding="utf-8") == document(CATALOGUE), (
        "docs/frameworks.md is out of date: run python -m inspections.frameworks > docs/frameworks.md"
    )
