"""A list must not ask the database more often because there is more to show."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

FEW, MANY = 1, 30


def assert_same_queries(client, url, grow):
    """`grow(number)` makes so many more of what the page at `url` lists: the page is read after 1 and 30."""
    client.get(url)  # What is asked once per process, such as content types, is asked here.
    grow(FEW)
    few = queries_of(client, url)
    grow(MANY - FEW)
    many = queries_of(client, url)
    assert len(many) <= len(few), (
        f"{url} asks {len(few)} times for {FEW} more row and {len(many)} times for {MANY}. New among them:\n"
        + "\n".join(sorted({sql for sql in many if many.count(sql) > few.count(sql)})[:10])
    )


def queries_of(client, url):
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
    assert answer.status_code == 200, f"{url} answered {answer.status_code}."
    # The library of PostgreSQL keeps no text of a question that was prepared.
    asked = [query["sql"] or "(prepared)" for query in captured.captured_queries]
    # A session notes once a minute that it is in use, whatever is looked at.
    return [sql for sql in asked if not sql.startswith('UPDATE "accounts_session"')]
