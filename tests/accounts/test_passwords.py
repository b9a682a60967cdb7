"""Passwords that guessers try first here, and those that were stolen elsewhere."""

import hashlib

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.passwords import is_breached
from tests.factories import make_member, make_organisation, make_user

pytestmark = pytest.mark.django_db


def refusals(password, user=None):
    try:
        validate_password(password, user)
    except ValidationError as refusal:
        return {problem.code for problem in refusal.error_list}
    return set()


@pytest.mark.parametrize(
    ("password", "is_refused"),
    [
        ("Followthrough1", True),
        ("Westmarch2026!", True),
        ("Council-Summer-26", True),
        ("westmarchkettles", True),
        ("westmarchsaucepan", False),
        ("kettle lantern gravel", False),
        ("summer kettle lantern", False),
        ("пароль из трёх слов", False),
    ],
)
def test_a_password_of_words_known_here_needs_eight_more_letters(password, is_refused):
    user = make_member(make_organisation("Westmarch Council"), "viewer", name="Zoe Quill")
    assert ("password_of_own_words" in refusals(password, user)) == is_refused


def test_a_password_may_be_long_and_of_any_letters_and_counts_to_its_last():
    long = "ŵ€ 😀" * 32 + "x"
    assert refusals(long) == set()
    user = make_user("ada@westmarch.example", long)
    assert user.check_password(long)
    assert not user.check_password(long[:-1]) and not user.check_password(long.upper())


@pytest.mark.parametrize("count", [1, 2, 3, 257])
@pytest.mark.parametrize("form", ["{}\n", "{}:37\r\n"])
def test_each_password_of_a_stolen_list_is_found_and_no_other(tmp_path, count, form):
    stolen = [f"stolen password {number}" for number in range(count)]
    hashes = sorted(hashlib.sha1(each.encode()).hexdigest().upper() for each in stolen)
    file = tmp_path / "stolen.txt"
    file.write_text("".join(form.format(each) for each in hashes), newline="")
    assert all(is_breached(each, file) for each in stolen)
    assert not any(is_breached(f"another {number}", file) for number in range(50))


def test_a_stolen_password_is_refused_where_a_list_is_set_and_an_empty_one_refuses_nothing(
    tmp_path, settings
):
    file = tmp_path / "stolen.txt"
    settings.BREACHED_PASSWORDS = str(file)
    file.write_text("")
    assert refusals("kettle lantern gravel") == set()
    file.write_text(hashlib.sha1(b"kettle lantern gravel").hexdigest() + "\n")
    assert refusals("kettle lantern gravel") == {"password_breached"}
