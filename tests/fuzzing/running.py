"""One run over all operations, and what it found in a few lines."""

import gc
import logging
import time
from collections import Counter

import schemathesis
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connection
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import Status, events, from_schema
from schemathesis.engine.run import PhaseName

from tests.fuzzing.council import key_of, make_council
from tests.fuzzing.drawing import never_begin_as_before

PHASES = ("examples", "coverage", "fuzzing", "stateful")
WRITER = "writer"
ENOUGH_REFUSALS = 20
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "unsupported_method",
    "allow_header_conformance",
)


def migrate():
    call_command("migrate", verbosity=0)
    # Whoever copies the file takes all of it, and no journal beside it.
    connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def run(role, examples, phases, seed, only):
    from celery import current_app

    # What is asked of a worker goes nowhere.
    current_app.conf.update(broker_url="memory://")
    logging.disable(logging.ERROR)
    people = make_council()
    began = time.monotonic()
    schema = load(role, key_of(people, role), examples, phases, seed)
    if only:
        schema = schema.include(path_regex=only)
    # What is loaded stays to the end, and of what is made for a request little hangs in circles.
    gc.freeze()
    gc.set_threshold(100_000)
    never_begin_as_before()
    found = look(schema)
    seconds = time.monotonic() - began
    print(
        f"{role}: {found.requests} requests in {seconds:.0f} s, {len(found.failures)} kinds of failure; "
        f"{found.operations_sent(examples)} operations got {examples} examples, "
        f"{len(found.examples) - found.operations_sent(examples)} fewer.",
        flush=True,
    )
    for (operation, check), words in sorted(found.failures.items()):
        print(f"\n{role}: {operation}: {check}\n{words}", flush=True)
    return 1 if found.failures or not found.requests else 0


def load(role, key, examples, phases, seed=None):
    config = SchemathesisConfig.from_dict(
        {
            "operations": [] if role == WRITER else [turned_away(examples)],
            "headers": {"Authorization": f"Bearer {key}"} if key else {},
            "checks": {"enabled": False} | {name: {"enabled": True} for name in CHECKS},
            "phases": {
                name: {"enabled": name in phases} for name in ("examples", "coverage", "fuzzing", "stateful")
            },
            "generation": {
                "max-examples": examples,
                "no-shrink": True,
                "database": "none",
                # Invented tokens are refused before anything else is looked at.
                "with-security-parameters": False,
            },
            "suppress-health-check": ["all"],
            "continue-on-failure": True,
        }
        | ({"seed": seed} if seed is not None else {})
    )
    return schemathesis.openapi.from_wsgi(
        "/api/v1/schema/?format=json",
        closing_its_answers(get_wsgi_application()),
        config=config,
        headers={"Host": "localhost"},
    )


def turned_away(examples):
    """Who may not write is refused before the body is read, so a few of each do."""
    return {
        "include-method": ["POST", "PUT", "PATCH", "DELETE"],
        "generation": {"max-examples": min(examples, ENOUGH_REFUSALS)},
        "phases": {"coverage": {"enabled": False}},
    }


def closing_its_answers(service):
    """As a web server does; the client here leaves a file that it was sent open."""

    def answer(environ, begin):
        rows = service(environ, begin)
        try:
            return [b"".join(rows)]
        finally:
            rows.close()

    return answer


class Found:
    def __init__(self):
        self.failures, self.requests, self.examples = {}, 0, Counter()

    def operations_sent(self, number):
        return sum(sent >= number for sent in self.examples.values())


def look(schema):
    found = Found()
    for event in from_schema(schema).execute():
        if isinstance(event, events.ScenarioFinished):
            _note(event, found)
        elif isinstance(event, events.NonFatalError):
            found.failures[event.label, "could not be tried"] = str(event.value)[:2000]
        elif isinstance(event, events.FatalError):
            raise event.exception
    return found


def _note(event, found):
    recorder = event.recorder
    found.requests += len(recorder.interactions)
    if event.phase == PhaseName.FUZZING:
        found.examples[event.label] += len(recorder.interactions)
    if event.status not in (Status.FAILURE, Status.ERROR):
        return
    for case_id, checks in recorder.checks.items():
        for check in checks:
            if check.status != Status.FAILURE:
                continue
            info = check.failure_info
            words = f"{info.failure.title}: {info.failure.message[:1500]}\n{info.code_sample[:1500]}"
            found.failures.setdefault((recorder.cases[case_id].value.operation.label, check.name), words)
