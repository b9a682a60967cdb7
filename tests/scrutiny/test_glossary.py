"""Abbreviations are said in full wherever they stand."""

import pytest

from scrutiny import glossary


def terms(text):
    return [each.term for each in glossary.abbreviations_in(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The MASH met twice.", ["MASH"]),
        ("EHCPs and CLA’s visits, in the DfE's words", ["CLA", "DfE", "EHCP"]),
        ("an (IRO) review; SEND.", ["IRO", "SEND"]),
        ("no short words here, and no MASHED ones", []),
        ("pre-ICB talks", []),
    ],
)
def test_abbreviations_are_found_as_words(text, found):
    assert terms(text) == found


def test_plain_data_is_searched_at_every_depth_and_never_its_own_glossary():
    document = {"areas": [{"words": "the LADO"}], "glossary": [{"term": "GP"}], "totals": {"actions": 3}}
    assert [entry["term"] for entry in glossary.of_document(document)] == ["LADO"]


def test_every_entry_is_in_the_glossary_page_and_no_entry_leans_on_another_abbreviation():
    known = {term.term for term in glossary.every_term()}
    assert {*glossary.ABBREVIATIONS, *glossary.OWN_WORDS} == known
    unexplained = {
        short: terms(words)
        for short, words in glossary.ABBREVIATIONS.items()
        if terms(words) not in ([], ["NHS"])
    }
    assert not unexplained
