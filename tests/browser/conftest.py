"""A real browser against a real server. Ask for `open_page`, and `sign_in` when somebody is to be signed in.

page = open_page(width=320, scripts=False)
sign_in(page, lead)
page.goto("/people/")
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import sync_playwright

from tests.parts import chromium

PHONE, DESKTOP = 320, 1280


# Before the plugin in tests/parts leaves out the tests with a mark that can't run here.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser():
    # Playwright keeps an event loop running in this thread, and Django then takes every query for one made
    # inside a coroutine. None of our code is asynchronous, so its check would only be wrong here.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=chromium.program(), args=chromium.FLAGS)
        yield chrome
        chrome.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_page(browser, live_server):
    """Opens a window of a given width; the test fails if a script or the content policy complained in it."""
    contexts, complaints = [], []

    def open_(width=DESKTOP, scripts=True):
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda problem: complaints.append(f"{page.url}: {problem}"))
        page.on("console", lambda said: note(page, said, complaints))
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not complaints


def note(page, said, complaints):
    # The browser also writes a line for each answer of 400 and above, which tests of refusals expect.
    if said.type == "error" and "the server responded with a status" not in said.text:
        complaints.append(f"{page.url}: {said.text}")


@pytest.fixture
def sign_in(live_server):
    """Signs a person in without the form; the form has tests of its own."""

    def sign_in_(page, user):
        visitor = Client()
        visitor.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        session = visitor.cookies[settings.SESSION_COOKIE_NAME].value
        host = urlsplit(live_server.url).hostname
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "domain": host, "path": "/"}
        page.context.add_cookies([cookie])

    return sign_in_
