"""When a session ends, by itself and by hand, and what the database knows of it."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Session
from accounts.models.sessions import browser_of, hash_of
from accounts.sessions import SessionStore
from tests.accounts.people import is_signed_in, sign_in, signed_in, signed_in_just_now, words_of
from tests.factories import MORNING, PASSWORD, make_member, make_organisation, make_user

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
MOMENT = timedelta(seconds=30)


def ago(**fields):
    return {name: timezone.now() - timedelta(seconds=seconds) for name, seconds in fields.items()}


def test_the_database_knows_a_session_only_by_the_hash_of_its_key():
    client = signed_in(make_user())
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    row = Session.objects.get()
    assert row.pk == hash_of(key) and key not in row.session_data
    stolen = Client()
    stolen.cookies[settings.SESSION_COOKIE_NAME] = row.pk
    assert not is_signed_in(stolen)


@pytest.mark.parametrize(
    ("unused", "begun", "lives"),
    [
        (settings.SESSION_IDLE_SECONDS - 30, 7200, True),
        (settings.SESSION_IDLE_SECONDS + 1, 7200, False),
        (0, settings.SESSION_COOKIE_AGE - 30, True),
        (0, settings.SESSION_COOKIE_AGE + 1, False),
    ],
)
def test_a_session_ends_after_an_idle_hour_and_after_twelve_busy_ones(unused, begun, lives):
    client = signed_in(make_user())
    Session.objects.update(**ago(seen_at=unused, began_at=begun))
    assert is_signed_in(client) == lives


def test_using_it_is_noted_every_five_minutes_and_not_at_every_request(django_assert_num_queries):
    client = signed_in(make_user())
    Session.objects.update(**ago(seen_at=200))
    before = Session.objects.get().seen_at
    client.get(reverse("account"))
    assert Session.objects.get().seen_at == before
    Session.objects.update(**ago(seen_at=400))
    client.get(reverse("account"))
    assert Session.objects.get().seen_at > before


def test_a_new_key_does_not_make_a_session_younger():
    user = make_user("ada@westmarch.example", PASSWORD)
    client = signed_in(user)
    Session.objects.update(**ago(began_at=11 * 3600))
    began, before = Session.objects.get().began_at, client.session.session_key
    another = "three unrelated words here"
    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": another, "password2": another},
    )
    assert is_signed_in(client) and client.session.session_key != before
    assert Session.objects.get().began_at == began


def test_giving_the_password_once_more_gives_the_session_a_new_key():
    client = signed_in(make_user("ada@westmarch.example", PASSWORD))
    before = client.session.session_key
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": reverse("sessions")})
    assert client.session.session_key != before and client.get(reverse("sessions")).status_code == 200
    assert [row.pk for row in Session.objects.all()] == [hash_of(client.session.session_key)]


def test_signing_in_begins_a_visit_of_its_own_even_in_a_browser_of_before():
    user, other = make_user("ada@westmarch.example", PASSWORD), make_user("ivo@westmarch.example", PASSWORD)
    _, client = sign_in(user.email)
    Session.objects.update(**ago(began_at=11 * 3600))
    client.post(reverse("account_logout"))
    sign_in(other.email, client=client)
    row = Session.objects.get(user=other)
    assert timezone.now() - row.began_at < MOMENT
    assert not Session.objects.filter(user=user).exists()


def test_a_session_says_in_which_browser_it_is():
    make_user("ada@westmarch.example", PASSWORD)
    client = Client(headers={"user-agent": FIREFOX})
    sign_in("ada@westmarch.example", client=client)
    assert Session.objects.get().browser == "Firefox on Windows"


@pytest.mark.parametrize(
    ("user_agent", "told"),
    [
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/18 Safari/605",
            "Safari on a Mac",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537 Chrome/140 Safari/537 Edg/140", "Edge on Linux"),
        ("curl/8.5<script>alert(1)</script>", "A browser"),
        ("", "A browser"),
    ],
)
def test_a_browser_is_told_in_words_of_ours_and_never_in_its_own(user_agent, told):
    assert browser_of(user_agent) == told


def test_people_see_where_they_are_signed_in_and_end_one_or_all_others():
    user = make_user("ada@westmarch.example", PASSWORD)
    here, phone, library = signed_in_just_now(user), signed_in(user), signed_in(user)
    stranger = signed_in(make_user("ivo@westmarch.example"))
    assert words_of(here.get(reverse("sessions"))).count("This browser") == 1
    of_phone = Session.objects.get(pk=hash_of(phone.session.session_key))
    of_stranger = Session.objects.get(pk=hash_of(stranger.session.session_key))
    for wish in (of_phone.number, of_stranger.number, "no number", ""):
        here.post(reverse("sessions"), {"end": wish})
    assert [is_signed_in(each) for each in (here, phone, library, stranger)] == [True, False, True, True]
    here.post(reverse("sessions"), {"end": "others"})
    assert [is_signed_in(each) for each in (here, library, stranger)] == [True, False, True]


def test_ending_sessions_asks_for_the_password_again_after_a_while():
    user = make_user("ada@westmarch.example", PASSWORD)
    here, elsewhere = signed_in(user), signed_in(user)
    answer = here.post(reverse("sessions"), {"end": "others"})
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert is_signed_in(elsewhere)


def test_a_closed_account_and_a_new_second_factor_leave_no_session_elsewhere():
    user = make_user("ada@westmarch.example", PASSWORD)
    signed_in(user), signed_in(user)
    user.deactivate(MORNING)
    assert not Session.objects.filter(user=user).exists()
    other = make_user("ivo@westmarch.example", PASSWORD)
    signed_in(other)
    other.forget_second_factor()
    assert not Session.objects.filter(user=other).exists()


def test_the_operator_signs_somebody_out_everywhere_and_no_lead_does():
    organisation = make_organisation()
    lead, person = make_member(organisation, "lead"), make_member(organisation, "manager")
    theirs = signed_in(person)
    address = reverse("sign-out-everywhere", args=[person.pk])
    assert signed_in(lead).post(address).status_code == 403
    assert is_signed_in(theirs)
    signed_in(make_user("op@westmarch.example", is_superuser=True)).post(address)
    assert not is_signed_in(theirs)


def test_the_nightly_clearing_removes_what_has_ended_and_nothing_else():
    kept, idle, old = (signed_in(make_user(f"{name}@westmarch.example")) for name in ("a", "b", "c"))
    for client, change in ((idle, ago(seen_at=4000)), (old, ago(began_at=13 * 3600))):
        Session.objects.filter(pk=hash_of(client.session.session_key)).update(**change)
    SessionStore.clear_expired()
    assert [row.pk for row in Session.objects.all()] == [hash_of(kept.session.session_key)]
