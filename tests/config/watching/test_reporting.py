"""What leaves for elsewhere, when somebody asks for it: spans and faults, and no canary in either."""

import json
import logging
import os
from types import SimpleNamespace

import pytest
from django.db import DataError
from django.test import Client
from django.urls import reverse

from config.environment import Environment
from config.reporting import Settings
from tests.config.watching.collector import collecting
from tests.config.watching.test_secrets import EMAIL, SECRET, TYPED, holds_none

pytestmark = pytest.mark.django_db


@pytest.fixture
def collector():
    with collecting() as collector:
        yield collector


@pytest.fixture
def traced(collector, settings):
    from config.watching import tracing

    settings.REPORTING = SimpleNamespace(traces_to=f"http://{collector.address}", share_traced=1.0)
    settings.MIDDLEWARE = [
        settings.MIDDLEWARE[0], "config.watching.tracing.TraceRequests", *settings.MIDDLEWARE[1:],
    ]  # fmt: skip

    def spans():
        from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

        tracing.flush()
        sent = [ExportTraceServiceRequest.FromString(body) for body in collector.bodies("/v1/traces")]
        return [
            span
            for each in sent
            for resource in each.resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]

    yield spans
    tracing._Process.provider.shutdown()
    tracing._Process.provider = None


def attributes(span):
    return {each.key: each.value.string_value or each.value.int_value for each in span.attributes}


def test_a_request_and_its_statements_arrive_as_spans_without_values(traced, collector):
    client = Client(raise_request_exception=False)
    answer = client.post(reverse("account_login") + f"?next={SECRET}", {"login": EMAIL, "password": SECRET})
    client.get(reverse("invitation", args=[SECRET]))
    spans = traced()
    request = next(span for span in spans if span.name == "POST account_login")
    assert attributes(request)["followthrough.request_id"] == answer["X-Request-ID"]
    assert attributes(request)["http.response.status_code"] == answer.status_code
    inner = [span for span in spans if span.parent_span_id == request.span_id]
    assert any("accounts_user" in attributes(span).get("db.query.text", "") for span in inner)
    assert "GET invitation" in {span.name for span in spans}
    assert holds_none(repr(collector.taken))


def test_a_task_is_a_child_of_the_request_that_asked_for_it_and_its_error_keeps_its_words(traced, collector):
    from config.celery import celery_app
    from config.watching import tracing
    from config.watching.tasks import carry_request

    @celery_app.task(name="tests.traced")
    def fail(words):
        raise ValueError(words)

    headers = {}
    with tracing.span("POST somewhere", tracing.SpanKind.SERVER):
        carry_request(headers=headers)
    fail.apply(args=[TYPED], headers=headers)
    del celery_app.tasks["tests.traced"]
    task, asked = sorted(traced(), key=lambda span: span.name != "tests.traced")
    assert (task.name, task.trace_id, task.parent_span_id) == ("tests.traced", asked.trace_id, asked.span_id)
    assert attributes(task)["followthrough.outcome"] == "failure"
    assert holds_none(repr(collector.taken))


@pytest.fixture
def reported(collector):
    from config.watching.sentry import Faults

    handler = Faults(f"http://key@{collector.address}/1")
    logging.getLogger().addHandler(handler)

    def event():
        handler.client.flush(5)
        assert collector.has_come.wait(5)
        (body,) = collector.bodies("/api/1/envelope/")
        return json.loads(body.splitlines()[2])

    yield event
    logging.getLogger().removeHandler(handler)
    handler.client.close(1)


def test_a_fault_arrives_with_its_way_and_without_words_person_or_request(reported, collector, monkeypatch):
    def break_down(self, request, **_):
        local = {"typed": TYPED, "password": SECRET}
        try:
            raise ValueError(str(local))
        except ValueError as first:
            raise DataError(f"Failing row contains ({TYPED}, {EMAIL}).") from first

    monkeypatch.setattr("django.views.generic.TemplateView.get", break_down)
    client = Client(raise_request_exception=False)
    headers = {"Authorization": f"Bearer {SECRET}", "Cookie": f"sessionid={SECRET}"}
    answer = client.get(f"/privacy/?q={SECRET}", headers=headers)
    event = reported()
    assert event["message"] == "request_failed"
    assert event["tags"] == {"request_id": answer["X-Request-ID"], "route": "privacy"}
    kinds = [(each["type"], each["value"]) for each in event["exception"]["values"]]
    assert kinds == [("ValueError", ""), ("django.db.utils.DataError", "")]
    assert event["exception"]["values"][-1]["stacktrace"]["frames"][-1]["function"] == "break_down"
    assert (
        not {"request", "user", "breadcrumbs", "contexts", "extra", "modules", "server_name"} & event.keys()
    )
    assert holds_none(repr(collector.taken))


LOADED_LATE = ("sentry_sdk", "opentelemetry", "prometheus_client")
ASK = """
import sys, django
django.setup()
from django.test import Client
assert Client(SERVER_NAME="localhost").get("/healthz").status_code == 200
import config.celery, config.wsgi
print([name for name in {names!r} if name in sys.modules])
"""


def test_what_nobody_asked_for_is_not_even_loaded(interpreter, tmp_path):
    own = {name: value for name, value in os.environ.items() if "SENTRY" not in name and "OTEL" not in name}
    own |= {"DJANGO_SETTINGS_MODULE": "config.settings", "VAR_DIR": str(tmp_path), "METRICS_TOKEN": ""}
    told = interpreter(ASK.format(names=LOADED_LATE), own)
    assert (told.returncode, told.stdout.strip()) == (0, "[]"), told.stderr


@pytest.mark.parametrize(
    ("share", "is_taken"), [("0", True), ("1", True), ("0.25", True), ("1.1", False), ("-1", False)]
)
def test_the_share_of_requests_traced_is_from_none_to_all(monkeypatch, tmp_path, share, is_taken):
    monkeypatch.setenv("OTEL_TRACES_SAMPLER_ARG", share)
    if is_taken:
        assert Settings(Environment(tmp_path / "none")).share_traced == float(share)
    else:
        with pytest.raises(SystemExit, match="from 0 to 1"):
            Settings(Environment(tmp_path / "none"))
