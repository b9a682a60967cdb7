"""A list must not ask the database more often because there is more to show."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

FEW, MANY = 1, 30


def assert_same_queries(client, url, grow):
    """`grow(number)` makes so many more of what the page at `url` lists: the page is read after 1 and 30."""
    assert_same_queries_of({url: lambda: client.get(url)}, grow)


def assert_same_queries_of(pages, grow):
    """The same of pages that list the same things: `pages` is {address: what reads it}."""
    for read in pages.values():
        read()  # What is asked once per process, such as content types, is asked here.
    grow(FEW)
    few = {url: asked_by(url, read) for url, read in pages.items()}
    grow(MANY - FEW)
    many = {url: asked_by(url, read) for url, read in pages.items()}
    wrong = [growth(url, few[url], many[url]) for url in pages if len(many[url]) > len(few[url])]
    assert not wrong, "\n".join(["", *wrong])


def growth(url, few, many):
    return (
        f"{url} asks {len(few)} times for {FEW} more row and {len(many)} times for {MANY}. New among them:\n"
        + "\n".join(sorted({sql for sql in many if many.count(sql) > few.count(sql)})[:10])
    )


def queries_of(client, url):
    return asked_by(url, lambda: client.get(url))


def asked_by(url, read):
    with CaptureQueriesContext(connection) as captured:
        answer = read()
    assert answer.status_code == 200, f"{url} answered {answer.status_code}."
    # The library of PostgreSQL keeps no text of a question that was prepared.
    asked = [query["sql"] or "(prepared)" for query in captured.captured_queries]
    # A session notes once a minute that it is in use, whatever is looked at.
    return [sql for sql in asked if not sql.startswith('UPDATE "accounts_session"')]
