"""Spans of requests, tasks and statements. Loaded only where OTEL_EXPORTER_OTLP_ENDPOINT names a collector.

Made here and not by the ready-made instrumentations: those write down whole addresses, and some of ours let
in whoever has them.
"""

from contextlib import ExitStack, contextmanager

from django.conf import settings
from django.db import connection
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased
from opentelemetry.trace import SpanKind, Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from config.version import release
from config.watching.requests import METHODS, route_of

LONGEST_STATEMENT = 2000
_carrier = TraceContextTextMapPropagator()


def make_provider(endpoint, share):
    provider = TracerProvider(
        resource=Resource({"service.name": "followthrough", "service.version": release()}),
        sampler=ParentBased(TraceIdRatioBased(share)),
    )
    exporter = OTLPSpanExporter(endpoint=f"{endpoint}/v1/traces", timeout=5)
    provider.add_span_processor(BatchSpanProcessor(exporter))
    return provider


class _Process:
    """One provider for each process, made when it is first needed: its thread does not outlive a fork."""

    provider = None

    @classmethod
    def tracer(cls):
        if cls.provider is None:
            cls.provider = make_provider(settings.REPORTING.traces_to, settings.REPORTING.share_traced)
        return cls.provider.get_tracer("followthrough")


class TraceRequests:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        method = request.method if request.method in METHODS else "OTHER"
        given = {"traceparent": request.headers.get("traceparent", "")} if settings.TRUSTED_PROXIES else {}
        with span(method, SpanKind.SERVER, _carrier.extract(given)) as request_span:
            with connection.execute_wrapper(trace_statement):
                answer = self.get_response(request)
            route = route_of(request)
            request_span.update_name(f"{method} {route}")
            request_span.set_attributes(
                {
                    "http.request.method": method,
                    "http.route": route,
                    "http.response.status_code": answer.status_code,
                    "followthrough.request_id": request.id,
                }
            )
            if answer.status_code >= 500:
                request_span.set_status(Status(StatusCode.ERROR))
            return answer


def trace_statement(execute, sql, params, many, context):
    """The statement has places for its values; the values are `params` and go nowhere."""
    words = str(sql)
    with span(words.partition(" ")[0].upper()[:20] or "SQL", SpanKind.CLIENT) as statement_span:
        statement_span.set_attributes(
            {"db.system.name": connection.vendor, "db.query.text": words[:LONGEST_STATEMENT]}
        )
        return execute(sql, params, many, context)


@contextmanager
def span(name, kind, context=None):
    """An error is marked, and what it says is left out."""
    began = _Process.tracer().start_as_current_span(
        name, context=context, kind=kind, record_exception=False, set_status_on_exception=False
    )
    with began as current:
        try:
            yield current
        except BaseException as problem:
            current.set_attribute("error.type", type(problem).__qualname__)
            current.set_status(Status(StatusCode.ERROR))
            raise


def carry(headers):
    """Into the message of a task: of which span it is the child."""
    _carrier.inject(headers)


def begin_task(task, traceparent):
    """Open until the answer is called."""
    open_until = ExitStack()
    given = {"traceparent": traceparent or ""}
    current = open_until.enter_context(span(task.name, SpanKind.CONSUMER, _carrier.extract(given)))
    open_until.enter_context(connection.execute_wrapper(trace_statement))
    current.set_attributes({"followthrough.task": task.name, "followthrough.task_id": str(task.request.id)})
    return open_until, current


def end_task(begun, outcome):
    open_until, current = begun
    current.set_attribute("followthrough.outcome", outcome)
    if outcome != "success":
        current.set_status(Status(StatusCode.ERROR))
    open_until.close()


def flush():
    """Before a process ends."""
    if _Process.provider is not None:
        _Process.provider.force_flush(5000)
