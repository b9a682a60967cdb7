"""A real browser against a real server. Ask for `open_page`, and `sign_in` when somebody is to be signed in.

page = open_page(width=320, scripts=False)
sign_in(page, lead)
page.goto("/people/")
"""

import os
import threading
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Error, sync_playwright

from tests.parts import chromium

PHONE, DESKTOP = 320, 1280
ONE_STEP, CLOSING, ONE_TEST = 30, 20, 600  # seconds


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
        started = []

        def running():
            """The same one for all tests; another if it had to be killed."""
            if not started or not started[-1].is_connected():
                launched = playwright.chromium.launch(executable_path=chromium.program(), args=chromium.FLAGS)
                started.append(launched)
            return started[-1]

        yield running
        for launched in started:
            with ending_within(CLOSING):
                launched.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@contextmanager
def ending_within(seconds):
    """Playwright waits for ever where Chromium has stopped answering: then Chromium is killed instead."""
    watch = threading.Timer(seconds, chromium.kill_what_this_process_started)
    watch.start()
    try:
        yield
    except Error:
        # Only what the killing caused is passed over.
        if watch.is_alive():
            raise
    finally:
        watch.cancel()


@pytest.fixture
def open_page(browser, live_server):
    """Opens a window of a given width; the test fails if a script or the content policy complained in it."""
    contexts, complaints = [], []
    watch = threading.Timer(ONE_TEST, chromium.kill_what_this_process_started)
    watch.start()

    def open_(width=DESKTOP, scripts=True):
        context = browser().new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
        )
        context.set_default_timeout(ONE_STEP * 1000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda problem: complaints.append(f"{page.url}: {problem}"))
        page.on("console", lambda said: note(page, said, complaints))
        return page

    yield open_
    watch.cancel()
    with ending_within(CLOSING):
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
