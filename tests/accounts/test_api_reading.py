"""What reading by the API has in common: pages, parameters, formats, conditions, limits, problems."""

import base64
import csv
import io
import json
from datetime import date

import pytest
from django.test import Client

from accounts.models import Organisation, RequestCount
from accounts.tasks import clear_sessions
from accounts.viewsets import limits
from inspections.models import Inspection
from tests.accounts.people import signed_in
from tests.accounts.test_tokens import token_of
from tests.actions.team import make_team
from tests.factories import make_inspection, make_organisation

pytestmark = pytest.mark.django_db
ORGANISATIONS, INSPECTIONS, ACTIONS = "/api/v1/organisations/", "/api/v1/inspections/", "/api/v1/actions/"
UPDATES = "/api/v1/updates/"


def make_public(number):
    return [make_organisation(has_public_site=True) for _ in range(number)]


def pages(address, **asked):
    client, answer = Client(), {"next": address}
    while answer["next"]:
        found = client.get(answer["next"], asked)
        assert found.status_code == 200, found.content
        answer, asked = found.json(), {}
        yield answer["results"]


def test_pages_meet_every_row_once_though_rows_come_and_go_meanwhile():
    made = make_public(7)
    seen = []
    for number, results in enumerate(pages(ORGANISATIONS, page_size=2)):
        seen += [each["id"] for each in results]
        if number == 0:
            made[0].delete()
            made[4].delete()
        if number == 1:
            make_public(1)
    late = Organisation.objects.order_by("pk").last()
    assert seen == [each for each in sorted({*seen}) if each] and late.pk in seen
    assert len(seen) == 7


@pytest.mark.parametrize("ordering", ["published_on", "-published_on", "title", "-id"])
def test_every_order_meets_rows_without_a_value_once_and_last(ordering):
    public = make_public(1)[0]
    days = [None, date(2025, 1, 1), None, date(2024, 1, 1), date(2025, 1, 1)]
    made = [make_inspection(public, published_on=day, is_public=True) for day in days]
    found = [each for page in pages(INSPECTIONS, ordering=ordering, page_size=1) for each in page]
    assert sorted(each["id"] for each in found) == sorted(each.pk for each in made)
    if "published" in ordering:
        told = [each["published_on"] for each in found]
        known = [day for day in told if day]
        assert told[3:] == [None, None] and known == sorted(known, reverse=ordering.startswith("-"))


BAD = {
    "?bogus=1": "bogus",
    "?organisation=nowhere": "organisation",
    "?inspection=999999": "inspection",
    "?inspection=two": "inspection",
    "?inspection=99999999999999999999": "inspection",
    "?owner=mia": "owner",
    "?bucket=late": "bucket",
    "?bucket=overdue,": "bucket",
    "?overdue=yes": "overdue",
    "?due_before=31/03/2026": "due_before",
    "?due_before=2026-02-30": "due_before",
    "?closed_between=2026-01-01": "closed_between",
    "?closed_between=2026-03-01,2026-01-01": "closed_between",
    "?updated_since=2026-03-01T10:00:00": "updated_since",
    "?as_at=2999-01-01": "as_at",
    "?as_at=yesterday": "as_at",
    "?known_at=2026-03-01": "known_at",
    "?known_at=2999-01-01T00:00:00Z": "known_at",
    "?known_at=0001-01-01T00:00:00%2B14:00": "known_at",
    "?updated_since=9999-12-31T23:59:59-14:00": "updated_since",
    "?fields=id,colour": "fields",
    "?ordering=colour": "ordering",
    "?ordering=--id": "ordering",
    "?page_size=0": "page_size",
    "?page_size=501": "page_size",
    "?page_size=0000000501": "page_size",
    "?page_size=%D9%A3": "page_size",
    "?cursor=x": "cursor",
    "?cursor=WzFd": "cursor",
    "?cursor=WyJpZCIsIm5vIG51bWJlciJd": "cursor",
    "?cursor=WyJpZCIsOTk5OTk5OTk5OTk5OTk5OTk5OTk5XQ": "cursor",
    "?cursor=WyJkdWVfb24iLDFd": "cursor",
    "?format=xml": "format",
    "?search=": "search",
    "?search=%00": "search",
    "?search=a&search=b": "search",
}


@pytest.mark.parametrize("query", BAD)
def test_what_is_not_understood_is_named_and_never_ignored(client, query):
    answer = client.get(ACTIONS + query)
    problem = answer.json()
    assert answer.status_code == 400 and answer["Content-Type"] == "application/problem+json"
    assert [each["field"] for each in problem["errors"]] == [BAD[query]]
    assert problem["errors"][0]["detail"].endswith(".") and problem["status"] == 400


@pytest.mark.parametrize("told", [{"moment": "0001-01-01T00:00:00+14:00"}, {"moment": 1}, {"moment": "1"}])
def test_a_cursor_at_a_moment_that_is_none_is_refused(client, told):
    cursor = base64.urlsafe_b64encode(json.dumps(["entered_at", told, 1]).encode()).decode().rstrip("=")
    answer = client.get(UPDATES, {"ordering": "entered_at", "cursor": cursor})
    assert [each["field"] for each in answer.json()["errors"]] == ["cursor"]


def test_all_that_is_wrong_is_said_at_once(client):
    problem = client.get(ACTIONS, {"bogus": 1, "as_at": "x", "page_size": "x"}).json()
    assert {each["field"] for each in problem["errors"]} == {"bogus", "as_at", "page_size"}


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("get", "/api/v1/nowhere/", 404),
        ("get", "/api/nowhere", 404),
        ("get", f"{ACTIONS}999999/", 404),
        ("post", f"{ACTIONS}999999/", 405),
        ("delete", ACTIONS, 405),
        ("get", "/api/v1/me/", 401),
        ("get", "/api/v1/frameworks/nonsense/", 404),
    ],
)
def test_every_refusal_has_the_same_shape(client, method, address, status):
    answer = getattr(client, method)(address)
    problem = answer.json()
    assert answer.status_code == problem["status"] == status
    assert answer["Content-Type"] == "application/problem+json" and answer["Cache-Control"] == "no-store"
    assert problem["title"] and problem["detail"].endswith(".") and problem["type"]


def test_a_format_nobody_serves_is_406(client):
    answer = client.get(f"{ACTIONS}", headers={"Accept": "image/png"})
    assert answer.status_code == 406 and answer["Content-Type"] == "application/problem+json"


def test_a_list_comes_as_lines_or_as_a_table_whole(client):
    make_public(3)
    formula = make_public(1)[0]
    Organisation.objects.filter(pk=formula.pk).update(name="=1+1", slug="formula")
    lines = client.get(ORGANISATIONS, {"fields": "id,name"}, headers={"Accept": "application/x-ndjson"})
    told = [json.loads(line) for line in b"".join(lines).splitlines()]
    assert len(told) == 4 and set(told[0]) == {"id", "name"} and told[3]["name"] == "=1+1"
    table = b"".join(client.get(ORGANISATIONS, {"format": "csv", "ordering": "name"})).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert rows[0]["name"] == "'=1+1" and rows[0]["has_public_site"] == "true"


def test_a_long_list_is_streamed_piece_by_piece(client, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr("accounts.viewsets.streams.AT_ONCE", 2)
    make_public(5)
    answer = client.get(ORGANISATIONS, {"format": "ndjson"})
    with django_assert_max_num_queries(4):
        pieces = list(answer)
    assert [piece.count(b"\n") for piece in pieces] == [2, 2, 1]


def test_an_empty_list_is_a_heading_or_nothing(client):
    assert b"".join(client.get(ORGANISATIONS, {"format": "csv"})).count(b"\n") == 1
    assert b"".join(client.get(ORGANISATIONS, {"format": "ndjson"})) == b""
    assert client.get(ORGANISATIONS).json() == {"results": [], "next": None}


def test_an_answer_that_is_known_already_is_not_sent_again(client):
    public = make_public(1)[0]
    address = f"{ORGANISATIONS}{public.pk}/"
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304 and again.content == b"" and again["ETag"] == first["ETag"]
    Organisation.objects.filter(pk=public.pk).update(name="Another name")
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_the_etag_of_an_action_begins_with_its_ledger_number(client):
    action = make_team().started()
    assert client.get(f"{ACTIONS}{action.pk}/")["ETag"].startswith('"2.')
    assert client.get(f"{ACTIONS}{action.pk}/?fields=id")["ETag"].startswith('"2.')


def test_only_what_everybody_reads_may_be_kept_by_caches_on_the_way(client):
    person = make_team().viewer
    public, private = client.get(ACTIONS), signed_in(person).get(ACTIONS)
    assert public["Cache-Control"] == "public, max-age=60" and private["Cache-Control"] == "private, no-store"
    assert {"Authorization", "Cookie", "Accept", "origin"} <= set(public["Vary"].split(", "))


def test_a_script_of_another_site_reads_as_anybody_and_writes_nothing(client):
    answer = client.get(ACTIONS, headers={"Origin": "https://elsewhere.example"})
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"}
    allowed = client.options(ACTIONS, headers=asked)
    assert allowed["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "authorization" not in allowed["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Origin" not in client.get(
        "/privacy/", headers={"Origin": "https://elsewhere.example"}
    )


@pytest.fixture
def nothing_taken(monkeypatch):
    monkeypatch.setattr(limits, "_shares", {})


def test_who_asks_too_often_is_told_when_to_go_on(client, settings, nothing_taken):
    settings.API_VISITOR_REQUESTS_PER_MINUTE = 3
    answers = [client.get(ORGANISATIONS) for _ in range(4)]
    assert [each.status_code for each in answers] == [200, 200, 200, 429]
    assert [each["RateLimit-Remaining"] for each in answers] == ["2", "1", "0", "0"]
    refused = answers[-1]
    assert 1 <= int(refused["Retry-After"]) <= 60 and refused["RateLimit-Limit"] == "3"
    assert refused.json()["title"] == "Too many requests"


def test_a_token_is_counted_by_itself(client, settings, nothing_taken):
    settings.API_VISITOR_REQUESTS_PER_MINUTE, settings.API_REQUESTS_PER_MINUTE = 1, 2
    team = make_team()
    _, key = token_of(team.viewer, team.organisation)
    with_token = {"Authorization": f"Bearer {key}"}
    assert client.get(ORGANISATIONS).status_code == 200
    assert client.get(ORGANISATIONS).status_code == 429
    assert [client.get(ORGANISATIONS, headers=with_token).status_code for _ in range(3)] == [200, 200, 429]


def test_processes_share_one_count_and_never_give_away_more_than_is_allowed():
    shares = [RequestCount.take("address 1", 4, 10, minute=7) for _ in range(4)]
    assert shares == [(4, 6), (4, 2), (2, 0), (0, 0)]
    assert RequestCount.take("address 1", 4, 10, minute=8) == (4, 6)
    assert RequestCount.take("address 2", 4, 10, minute=8) == (4, 6)


def test_counts_of_minutes_gone_by_are_cleared_at_night():
    RequestCount.take("address 1", 1, 10, minute=7)
    clear_sessions()
    assert not RequestCount.objects.exists()


def test_an_inspection_tells_its_lead_inspector_inside_only(client):
    team = make_team()
    Inspection.objects.update(lead_inspector="Ida Inspector")
    seen, inside = client.get(INSPECTIONS).json(), signed_in(team.member).get(INSPECTIONS).json()
    assert seen["results"][0]["lead_inspector"] is None
    assert inside["results"][0]["lead_inspector"] == "Ida Inspector"
