from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.db import connection, connections
from django.urls import reverse

from accounts.models import SignInLimit
from accounts.models.sign_in_limits import WINDOW
from tests.accounts.people import give_second_factor, is_signed_in, sign_in, signed_in, words_of, wrong_code
from tests.factories import MORNING, PASSWORD, later, make_user

pytestmark = pytest.mark.django_db
EMAIL = "ada@westmarch.example"
WAIT = "Too many tries. Wait 15 minutes, then try again."


def take(account=EMAIL, address="192.0.2.1", at=MORNING, deed="sign in"):
    return SignInLimit.take_try(deed, account, address, at)


def test_the_eighth_try_for_one_account_is_allowed_and_the_ninth_refused():
    answers = [take(address=f"192.0.2.{number}") for number in range(9)]
    assert answers == [True] * 8 + [False]


def test_the_sixtieth_try_from_one_address_is_allowed_and_the_next_refused():
    answers = [take(account=f"{number}@westmarch.example") for number in range(61)]
    assert answers == [True] * 60 + [False]


def test_a_barred_address_does_not_use_up_the_tries_of_an_account():
    for number in range(70):
        take(account=f"{number}@westmarch.example")
    assert not take()
    assert [take(address="192.0.2.2") for _ in range(8)] == [True] * 8


def test_the_window_ends_fifteen_minutes_after_its_first_try_and_not_a_moment_before():
    for _ in range(8):
        take()
    assert not take(at=MORNING + WINDOW - timedelta(microseconds=1))
    assert take(at=MORNING + WINDOW)


def test_refused_tries_do_not_keep_the_window_open():
    for minute in range(14):
        for _ in range(8):
            take(at=later(minutes=minute))
    assert take(at=later(minutes=15))


def test_a_try_given_back_can_be_used_again_and_never_makes_more_than_there_were():
    take()
    for _ in range(3):
        SignInLimit.give_back("sign in", EMAIL, "192.0.2.1")
    assert [take() for _ in range(9)] == [True] * 8 + [False]


def test_deeds_are_counted_apart():
    for _ in range(9):
        take()
    assert take(deed="type a code")


def test_an_account_is_known_again_whatever_its_capitals_and_is_not_kept_in_clear():
    take(account=" Ada@Westmarch.example")
    take(account="ada@westmarch.example")
    assert sorted(SignInLimit.objects.values_list("tries", flat=True)) == [2, 2]
    assert not SignInLimit.objects.filter(subject__icontains="ada@").exists()


def test_counters_of_yesterday_are_cleared_away_by_the_first_new_one():
    take()
    take(account="new@westmarch.example", address="192.0.2.2", at=later(days=1, seconds=1))
    assert SignInLimit.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_tries_at_the_same_moment_are_all_counted():
    def one(_):
        try:
            return take()
        finally:
            connections.close_all()

    take(address="192.0.2.9")
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(one, range(12)))
    assert answers.count(True) == 7
    assert connection.vendor in ("sqlite", "postgresql")


def test_too_many_wrong_passwords_lock_known_and_unknown_accounts_alike_even_to_the_right_one():
    make_user(EMAIL, PASSWORD)
    for email in (EMAIL, "nobody@westmarch.example"):
        statuses = [sign_in(email, "wrong")[0].status_code for _ in range(9)]
        assert statuses == [200] * 8 + [429], email
        answer, client = sign_in(email)
        assert answer.status_code == 429 and WAIT in words_of(answer)
        assert email in words_of(answer)
        assert not is_signed_in(client)


def test_the_right_password_works_again_when_the_window_is_over():
    make_user(EMAIL, PASSWORD)
    with time_machine.travel(MORNING, tick=False):
        for _ in range(9):
            sign_in(EMAIL, "wrong")
    with time_machine.travel(later(minutes=15), tick=False):
        assert is_signed_in(sign_in(EMAIL)[1])


def test_right_passwords_use_up_no_tries():
    make_user(EMAIL, PASSWORD)
    for _ in range(9):
        assert is_signed_in(sign_in(EMAIL)[1])


def test_a_new_password_ends_the_lock_on_its_account():
    user = make_user(EMAIL, PASSWORD)
    client = signed_in(user)
    for _ in range(7):
        sign_in(EMAIL, "wrong")
    fresh = "three unrelated words here"
    client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh}
    )
    assert [sign_in(EMAIL, "wrong")[0].status_code for _ in range(9)] == [200] * 8 + [429]


def test_guessing_the_present_password_on_the_page_that_changes_it_is_counted_too():
    client = signed_in(make_user(EMAIL, PASSWORD))
    wrong = {
        "oldpassword": "wrong",
        "password1": "three unrelated words",
        "password2": "three unrelated words",
    }
    statuses = [client.post(reverse("account_change_password"), wrong).status_code for _ in range(9)]
    assert statuses == [200] * 8 + [429]


def test_guessing_the_password_again_when_asked_for_it_once_more_is_counted_too():
    client = signed_in(make_user(EMAIL, PASSWORD))
    statuses = [
        client.post(reverse("account_reauthenticate"), {"password": "x"}).status_code for _ in range(9)
    ]
    assert statuses == [200] * 8 + [429]


def test_codes_can_be_guessed_eight_times_whichever_browser_they_come_from():
    user = give_second_factor(make_user(EMAIL, PASSWORD))
    statuses = []
    for _ in range(3):
        _, client = sign_in(EMAIL)
        for _ in range(3):
            statuses.append(client.post(reverse("mfa_authenticate"), {"code": wrong_code()}).status_code)
    assert statuses == [200] * 8 + [429]
    again = signed_in(user)
    assert again.post(reverse("mfa_reauthenticate"), {"code": wrong_code()}).status_code == 429


def test_made_up_invitations_can_be_tried_thirty_times_from_one_address(client):
    statuses = [
        client.get(reverse("invitation", args=[f"guess-{number}"])).status_code for number in range(31)
    ]
    assert statuses == [404] * 30 + [429]
