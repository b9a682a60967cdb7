"""Every page of the access table, as a person who may read it sees it: axe, and a phone's width."""

from urllib.parse import urlsplit

import pytest
from django.conf import settings

from tests.browser import axe
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.reading import width_of
from tests.guards.access_table import ROWS
from tests.guards.access_table.row import Row
from tests.guards.routes import address
from tests.guards.test_forms import readers
from tests.guards.world import LEAD, PERSONS, make_world

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 35


def reader_of(row):
    return LEAD if LEAD in row.reads else readers(row)[0]


def pages_of(person) -> list[Row]:
    pages = [row for row in ROWS if row.is_page and not row.is_api and row.reads and not row.missing]
    return [row for row in pages if reader_of(row) == person]


def faults(page, address) -> list[str]:
    page.set_viewport_size({"width": DESKTOP, "height": 900})
    page.goto(address)
    found = [f"{DESKTOP} px: {fault}" for fault in axe.violations(page)]
    page.set_viewport_size({"width": PHONE, "height": 700})
    found += [f"{PHONE} px: {fault}" for fault in axe.violations(page)]
    width = width_of(page)
    if width > PHONE:
        found.append(f"{PHONE} px: the page is {width} px wide and scrolls sideways")
    return [f"{urlsplit(page.url).path} {fault}" for fault in found]


def stretches():
    """All pages of everybody, in so few at a time that processes can share them."""
    for person in PERSONS:
        pages = pages_of(person)
        for start in range(0, len(pages), AT_ONCE):
            yield pytest.param(person, pages[start : start + AT_ONCE], id=f"{person}-{pages[start].route}")


@pytest.mark.parametrize(("person", "rows"), list(stretches()))
def test_axe_finds_nothing_and_nobody_scrolls_sideways(open_page, live_server, person, rows):
    world = make_world()
    page = open_page()
    axe.come_with(page)
    if person in world.sessions:
        host = urlsplit(live_server.url).hostname
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": world.sessions[person]}
        page.context.add_cookies([cookie | {"domain": host, "path": "/"}])
    found = [fault for row in rows for fault in faults(page, address(row, world.west))]
    assert not found, "\n".join(["", *found])
