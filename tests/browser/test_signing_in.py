"""The journeys of an account in a real browser: by keyboard, without scripts, and Back after signing out."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from tests.accounts.people import SECRET, code_now
from tests.factories import PASSWORD, make_member, make_organisation, make_user

pytestmark = pytest.mark.django_db(transaction=True)
FRESH = "three unrelated words here"


@pytest.fixture
def lead():
    west = make_organisation("Westmarch County Council", slug="westmarch")
    return make_member(west, "lead", email="lead@westmarch.example", password=PASSWORD, name="Lena Lead")


def fill_in(page, **typed):
    for label, words in typed.items():
        page.get_by_label(label.replace("_", " "), exact=True).fill(words)


def sign_in(page, email, password=PASSWORD):
    page.goto("/sign-in/")
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(password)
    page.locator("main").get_by_role("button", name="Sign in").click()


def test_the_keyboard_alone_signs_in(open_page, lead):
    page = open_page()
    page.goto("/sign-in/")
    page.locator("[name=login]").focus()
    page.keyboard.type("lead@westmarch.example")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def test_a_refusal_is_told_at_the_top_with_a_way_to_the_box(open_page, lead):
    page = open_page()
    sign_in(page, "lead@westmarch.example", "wrong")
    expect(page.get_by_role("alert")).to_contain_text("The e-mail address or the password is not right.")
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.locator("[name=login]")).to_have_value("lead@westmarch.example")


def test_back_after_signing_out_shows_nothing(open_page, lead):
    page = open_page()
    sign_in(page, "lead@westmarch.example")
    page.goto("/organisations/westmarch/people/")
    expect(page.get_by_role("link", name="Lena Lead")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert "Lena Lead" not in page.content()


def test_without_scripts_a_lead_invites_somebody_who_accepts_and_finds_their_way_in(open_page, lead):
    page = open_page(scripts=False)
    sign_in(page, "lead@westmarch.example")
    page.get_by_role("link", name="People and posts").click()
    page.get_by_role("link", name="Invitations").click()
    page.get_by_role("button", name="Invite somebody").click()
    fill_in(page, Full_name="Nora New", **{"E-mail_address": "nora@westmarch.example"})
    page.get_by_label("Role").select_option("manager")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("An invitation was sent to nora@westmarch.example.")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    page.goto(re.search(r"/invitations/\S+/", mail.outbox[0].body).group())
    fill_in(page, Choose_a_password=FRESH, The_password_again=FRESH)
    page.get_by_role("button", name="Accept and sign in").click()
    page.get_by_role("link", name="Your account").click()
    expect(page.get_by_text("Service manager,")).to_be_visible()


def test_without_scripts_somebody_sets_up_the_second_factor_their_organisation_asks_for(open_page):
    strict = make_organisation(requires_second_factor=True)
    user = make_user("ada@westmarch.example", PASSWORD)
    strict.give_role(user, "viewer")
    page = open_page(scripts=False)
    sign_in(page, "ada@westmarch.example")
    expect(page.get_by_role("heading", name="Set up a second factor")).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("A picture for the authenticator app"))).to_be_visible()
    shown = page.locator("main .ft-code").inner_text().strip()
    assert len(shown) == len(SECRET)
    page.get_by_label("Code").fill(code_now(shown))
    page.get_by_role("button", name="Set it up").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    assert page.locator("ul.ft-code li").count() == 10


def test_the_reference_of_the_api_is_drawn_from_this_service_alone(open_page):
    page = open_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/api/v1/docs/")
    expect(page.get_by_role("link", name="actions", exact=True)).to_be_visible()
    page.get_by_role("link", name="me", exact=True).click()
    expect(page.get_by_text("/api/v1/me/").first).to_be_visible()
    assert asked and all(
        "//localhost:" in url or "//127.0.0.1:" in url or url.startswith("data:") for url in asked
    )
