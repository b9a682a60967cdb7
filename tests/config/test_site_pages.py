"""The notices, and the page that shows every component."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from config import look

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/accessibility/", "/privacy/", "/cookies/"])
def test_a_notice_is_there_for_everybody_and_says_whom_to_ask(client, settings, address):
    page = client.get(address)
    words = page.content.decode()
    assert page.status_code == 200
    assert words.count("<h1") == 1
    assert address == "/cookies/" or settings.CONTACT_EMAIL in words


def test_the_security_contact_is_still_good(client, settings):
    answer = client.get("/.well-known/security.txt")
    lines = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert answer["Content-Type"].startswith("text/plain")
    assert lines["Contact"] == f"mailto:{settings.CONTACT_EMAIL}"
    left = datetime.fromisoformat(lines["Expires"]) - datetime.now(UTC)
    assert timedelta(days=90) < left < timedelta(days=365)
    assert lines["Canonical"] == f"{settings.PUBLIC_URL}/.well-known/security.txt"


def test_the_page_of_components_needs_no_inline_script_or_style(client):
    words = client.get("/look/").content.decode()
    assert words.count("<h1") == 1
    assert " style=" not in words
    assert not re.search(r"<script(?![^>]* src=)", words)
    assert not re.search(r"\son[a-z]+=", words)


def test_every_status_and_rating_has_a_word_and_a_shape(client):
    words = client.get("/look/").content.decode()
    for kind, text in look.STATUSES + look.RATINGS:
        tags = re.findall(rf'<strong class="ft-tag ft-tag--{kind}">(.*?)</strong>', words, re.DOTALL)
        assert tags, kind
        assert all("<svg" in tag and text in tag for tag in tags)


def test_no_two_statuses_and_no_two_ratings_share_a_shape(client):
    words = client.get("/look/").content.decode()
    for group in (look.STATUSES, look.RATINGS):
        shapes = [
            re.search(rf'ft-tag--{kind}">.*?</svg>', words, re.DOTALL)[0].split("<svg", 1)[1]
            for kind, _ in group
        ]
        assert len(set(shapes)) == len(group)


def test_a_page_with_errors_says_so_first_in_its_title(client):
    assert "<title>Error: Every component" in client.get("/look/").content.decode()


def test_the_pages_of_a_long_list_keep_the_rest_of_the_address(client):
    words = client.get("/look/?page=7&as_at=2026-03-31").content.decode()
    assert "?page=6&amp;as_at=2026-03-31" in words
    assert "?page=8&amp;as_at=2026-03-31" in words
