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

from tests.fuzzing import others
from tests.fuzzing.council import key_of, make_council
from tests.fuzzing.drawing import never_begin_as_before

PHASES = ("examples", "coverage", "fuzzing", "stateful")
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


def run(given):
    """Whether anything was found, None if nothing was sent. Drawn for the last role, which may do most."""
    *watching, role = given.role
    service, key = begin(role)
    began = time.monotonic()
    with others.others(watching, given.migrated) as asked_too:
        service = others.Remembering(service)
        others.ask_too(asked_too, service, CHECKS)
        checks = (*CHECKS, others.NAME)
        schema = load(service, key, given.examples, given.phases, given.seed, checks)
        asked = _share_of(schema, given)
        schema = schema.include(lambda context: context.operation.label in asked)
        never_begin_as_before()
        found = look(schema)
    seconds = time.monotonic() - began
    phases = ", ".join(given.phases)
    print(f"{phases}: {seconds:.0f} s, {len(found.failures)} kinds of failure", flush=True)
    for name, sent in [(role, found.sent), *((other.role, other.sent) for other in asked_too)]:
        print(f"  {told(name, sent, given.examples)}", flush=True)
    for (operation, check, _title), words in sorted(found.failures.items()):
        print(f"\n{operation}: {check}\n{words}", flush=True)
    return bool(found.failures) if found.failures or found.sent else None


def _share_of(schema, given):
    paths = schema.raw_schema["paths"].items()
    labels = sorted(f"{method.upper()} {path}" for path, methods in paths for method in methods)
    part, parts = given.share
    return {label for label in labels[part::parts] if given.only in label}


def begin(role):
    """A council in the database, the service over it, and the role's token, in the state of a long run."""
    from celery import current_app

    # What is asked of a worker goes nowhere.
    current_app.conf.update(broker_url="memory://")
    logging.disable(logging.ERROR)
    key = key_of(make_council(), role)
    service = closing_its_answers(get_wsgi_application())
    # What is loaded stays to the end, and of what is made for a request little hangs in circles.
    gc.freeze()
    gc.set_threshold(100_000)
    return service, key


def told(role, sent, examples):
    drawn = [number for (phase, _operation), number in sent.items() if phase == PhaseName.FUZZING]
    enough = sum(number >= examples for number in drawn)
    words = f"{role}: {sum(sent.values())} requests"
    return (
        f"{words}; {enough} operations got {examples} examples, {len(drawn) - enough} fewer"
        if drawn
        else words
    )


def load(service, key, examples, phases, seed=None, checks=CHECKS):
    config = SchemathesisConfig.from_dict(
        {
            "headers": {"Authorization": f"Bearer {key}"} if key else {},
            "checks": {"enabled": False} | {name: {"enabled": True} for name in checks},
            "phases": {
                name: {"enabled": name in phases} for name in ("examples", "coverage", "fuzzing", "stateful")
            },
            "generation": {"max-examples": examples, "no-shrink": True, "database": "none"},
            "suppress-health-check": ["all"],
            "continue-on-failure": True,
        }
        | ({"seed": seed} if seed is not None else {})
    )
    return schemathesis.openapi.from_wsgi(
        "/api/v1/schema/?format=json", service, config=config, headers={"Host": "localhost"}
    )


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
        self.failures, self.sent = {}, Counter()


def look(schema):
    found = Found()
    for event in from_schema(schema).execute():
        if isinstance(event, events.ScenarioFinished):
            _note(event, found)
        elif isinstance(event, events.NonFatalError):
            found.failures[event.label, "could not be tried", ""] = str(event.value)[:2000]
        elif isinstance(event, events.FatalError):
            raise event.exception
    return found


def _note(event, found):
    recorder = event.recorder
    found.sent[event.phase, event.label] += len(recorder.interactions)
    if event.status not in (Status.FAILURE, Status.ERROR):
        return
    for case_id, checks in recorder.checks.items():
        for check in checks:
            if check.status != Status.FAILURE:
                continue
            info = check.failure_info
            words = f"{info.failure.title}: {info.failure.message[:1500]}\n{info.code_sample[:1500]}"
            operation = recorder.cases[case_id].value.operation.label
            found.failures.setdefault((operation, check.name, info.failure.title), words)
