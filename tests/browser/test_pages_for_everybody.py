"""Pages that need no sign-in, on a phone and on a desk, with scripts and without."""

import pytest

from tests.browser import axe
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.reading import focused, width_of, words_of

PAGES = ["/", "/sign-in/", "/accessibility/", "/privacy/", "/cookies/", "/no-such-page/"]


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_and_nobody_scrolls_sideways(open_page, address, width):
    page = open_page(width=width)
    page.goto(address)
    assert axe.violations(page) == []
    assert width_of(page) <= width


@pytest.mark.parametrize("address", PAGES)
def test_scripts_take_no_word_away_and_no_page_needs_them(open_page, address):
    with_scripts, without = open_page(), open_page(scripts=False)
    for page in (with_scripts, without):
        page.goto(address)
    said = words_of(with_scripts).splitlines()
    assert not [line for line in words_of(without).splitlines() if line not in said]


def test_the_first_tab_leads_to_the_skip_link(open_page):
    page = open_page()
    page.goto("/accessibility/")
    page.keyboard.press("Tab")
    assert focused(page, "textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main-content"
