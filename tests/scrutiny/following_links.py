"""Goes wherever a person can get by links from the front page."""

from collections import Counter, deque
from urllib.parse import parse_qs, urljoin, urlsplit

from django.urls import Resolver404, resolve
from lxml import html

# A page of each kind has the links of its kind. Evidence comes in kinds of its own.
OF_A_KIND = 2


def dead_ends(client):
    """(a page, where a link on it leads, what is there) of what leads to no page or no such place."""
    places, asked = {}, Counter()
    waiting = deque([("", "/")])
    while waiting:
        shown_on, link = waiting.popleft()
        address, _, place = link.partition("#")
        if address not in places:
            if not is_worth_asking(address, asked):
                continue
            answer = client.get(address)
            content = answer.getvalue()
            if answer.status_code >= 400:
                yield shown_on, address, answer.status_code
            places[address] = None
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                page = html.fromstring(content)
                places[address] = set(page.xpath("//@id"))
                waiting.extend((address, each) for each in links_of(page, address))
        if place and places[address] is not None and place not in places[address]:
            yield shown_on, link, "no such place on the page"


def is_worth_asking(address, asked):
    path, _, query = address.partition("?")
    try:
        kind = resolve(path).route, *sorted(parse_qs(query))
    except Resolver404:
        return True
    asked[kind] += 1
    return asked[kind] <= OF_A_KIND


def links_of(page, address):
    for link in page.xpath("//a/@href"):
        found = urljoin(address, link)
        if not urlsplit(found).netloc and urlsplit(found).scheme == "":
            yield found
