import re
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection
from django.http import StreamingHttpResponse
from django.test import RequestFactory
from django.urls import resolve, reverse

from accounts.models import ApiToken
from config.logs import EVERYTHING, TROUBLE
from config.watching.requests import SLOW_SECONDS, WatchRequests
from tests.config.watching.heard import listening
from tests.factories import MORNING, make_member, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard(settings):
    settings.LOG = SimpleNamespace(requests=EVERYTHING)
    with listening() as heard:
        yield heard


def test_a_request_is_one_line_with_route_person_and_cost_but_no_address(client, heard):
    organisation = make_organisation(slug="westmarch")
    lead = make_member(organisation, "lead")
    client.force_login(lead)
    answer = client.get(reverse("people", args=["westmarch"]), {"page": "1"})
    line = heard.only("request_finished")
    assert (line["method"], line["route"], line["status"], line["level"]) == ("GET", "people", 200, "info")
    assert (line["user"], line["organisation"]) == (lead.pk, "westmarch")
    assert line["request_id"] == answer["X-Request-ID"]
    assert line["queries"] > 0 and line["ms"] > line["database_ms"] > 0
    assert not {"path", "url", "query", "ip"} & line.keys()


def test_writing_a_line_costs_no_query(client, heard, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(reverse("privacy"))
    assert "user" not in heard.only("request_finished")


def test_a_token_is_told_by_its_number(client, heard):
    organisation = make_organisation()
    token = ApiToken(user=make_member(organisation, "lead"), organisation=organisation, name="Figures")
    token.created_at, token.expires_at = MORNING, MORNING.replace(year=2099)
    key = token.issue(MORNING)
    client.get("/api/v1/me/", headers={"Authorization": f"Bearer {key}"})
    assert heard.only("request_finished")["client"] == token.pk
    assert key not in heard.getvalue()


def test_an_address_that_leads_nowhere_is_not_repeated(client, heard):
    client.get("/organisations/never-heard-of/people/")
    client.get("/no/such/address/")
    assert [line["route"] for line in heard.events] == ["people", "none"]
    assert "never-heard-of" not in heard.getvalue()


@pytest.mark.parametrize("route", ["healthz", "readyz"])
def test_what_watchers_ask_all_day_is_not_told(client, heard, route):
    client.get(reverse(route))
    assert "request_finished" not in heard.getvalue()


def answering(get_response):
    def ask(**headers):
        request = RequestFactory().get("/privacy/", headers=headers)
        request.resolver_match = resolve("/privacy/")
        return WatchRequests(get_response)(request)

    return ask


@pytest.mark.parametrize(
    ("proxies", "given", "is_taken"),
    [
        (0, "a1b2c3d4e5f6", False),
        (1, "a1b2c3d4e5f6", True),
        (1, "a1b2c3d", False),
        (1, "a" * 64, True),
        (1, "a" * 65, False),
        (1, "a1b2c3d4 e5f6", False),
        (1, 'a1b2c3d4"}', False),
        (1, "", False),
    ],
)
def test_the_id_of_a_request_is_taken_from_a_proxy_of_ours_if_it_is_sane(
    client, settings, proxies, given, is_taken
):
    settings.TRUSTED_PROXIES = proxies
    answered = client.get("/healthz", headers={"X-Request-ID": given})["X-Request-ID"]
    assert (answered == given) is is_taken
    assert re.fullmatch(r"[0-9A-Za-z-]{8,64}", answered)


def test_what_is_streamed_is_told_when_the_last_byte_has_gone(heard):
    def slowly():
        yield b"first"
        assert "request_finished" not in heard.getvalue()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        yield b"last"

    answer = answering(lambda request: StreamingHttpResponse(slowly()))()
    assert b"".join(answer) == b"firstlast"
    answer.close()
    assert heard.only("request_finished")["status"] == 200


@pytest.mark.parametrize(("seconds", "level"), [(SLOW_SECONDS - 1, None), (SLOW_SECONDS, "warning")])
def test_where_only_trouble_is_told_a_slow_request_is_some(settings, monkeypatch, seconds, level):
    settings.LOG = SimpleNamespace(requests=TROUBLE)
    clock = iter([0.0, float(seconds)])
    monkeypatch.setattr("config.watching.requests.time.perf_counter", lambda: next(clock))
    with listening() as heard:
        answering(lambda request: StreamingHttpResponse([]))().close()
    assert [line["level"] for line in heard.events] == ([level] if level else [])


def break_down(request):
    typed = "Ava Smith, 14"
    raise IntegrityError(f"Key (name)=({typed}) already exists.")


def test_a_mistake_of_ours_is_told_by_its_kind_and_place_without_what_it_says(client, heard, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr(
        "django.views.generic.TemplateView.get", lambda self, request, **_: break_down(request)
    )
    answer = client.get("/privacy/")
    assert answer.status_code == 500
    told = heard.only("request_failed")
    assert told["exception"]["type"] == "django.db.utils.IntegrityError"
    assert "says" not in told["exception"]
    assert "break_down" in told["exception"]["frames"][-1]
    assert told["request_id"] == answer["X-Request-ID"]
    assert "Ava Smith" not in heard.getvalue()
    assert answer["X-Request-ID"] in answer.content.decode()


def test_problem_details_say_which_request_it_was(client):
    answer = client.get("/api/v1/actions/0/")
    assert answer.json()["instance"] == f"urn:followthrough:request:{answer['X-Request-ID']}"
