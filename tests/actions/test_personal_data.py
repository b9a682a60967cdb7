"""Warnings about a child's details in a note: they warn of what they should and not of everything."""

import pytest

from actions.personal_data import warnings


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("DOB 12/03/2014", "date_of_birth"),
        ("the girl, d.o.b. 3.4.12, moved", "date_of_birth"),
        ("Date of birth: 3rd of March 2014", "date_of_birth"),
        ("born on 14 February 2011", "date_of_birth"),
        ("NHS 943 476 5919", "nhs_number"),
        ("9434765919", "nhs_number"),
        ("943-476-5919", "nhs_number"),
        ("Child A was seen", "child"),
        ("we reviewed child AB", "child"),
        ("Young person J.K. moved", "child"),
        ("sibling B2 too", "child"),
        ("case number 1234567", "case_number"),
        ("Mosaic ID: 99881", "case_number"),
        ("lives at SW1A 1AA", "postcode"),
        ("ring 07700 900123", "phone"),
    ],
)
def test_what_may_be_a_childs_is_pointed_at(text, kind):
    found = warnings(f"We met on Monday. {text}. Nothing else.")
    assert [warned.kind for warned in found] == [kind]
    assert found[0].found in text
    assert found[0].sentence.endswith("unless it must be here.")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Child protection plans are looked at each month by 12 managers.",
        "The Children Act 1989, section 47, and the child in need process.",
        "A child is seen within 5 days; a young person has a voice.",
        "We placed 943 children in 476 homes over 5919 nights.",
        "Invoice 1234567890 was paid on 12/03/2026.",
        "Due on 3 March 2026, moved to 30 June.",
        "Phone 01823 355455 for the front desk.",
        "Version B2 of the form; Panel A and Panel B.",
        "The baby clinic and the boys' group were visited.",
    ],
)
def test_ordinary_sentences_raise_no_alarm(text):
    assert warnings(text) == []


def test_several_are_named_in_the_order_of_the_text():
    assert [w.kind for w in warnings("Ring 07700 900123 about child A, DOB 1/2/12")] == [
        "phone",
        "child",
        "date_of_birth",
    ]
