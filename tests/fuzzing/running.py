"""One run over all operations, and what it found in a few lines."""

import time
from collections import Counter

import schemathesis
from django.core.wsgi import get_wsgi_application
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import Status, events, from_schema
from schemathesis.engine.run import PhaseName

from tests.fuzzing import others
from tests.fuzzing.drawing import never_begin_as_before
from tests.fuzzing.others import closing_its_answers

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "unsupported_method",
    "allow_header_conformance",
)


def run(given, council, phases, share):
    """Whether anything was found, None if nothing was sent. Drawn for the last role, which may do most."""
    *watching, role = given.role
    began = time.monotonic()
    with others.others(watching, council) as asked_too:
        key = council.move_in(role)
        service = others.Remembering(closing_its_answers(get_wsgi_application()))
        others.ask_too(asked_too, service, CHECKS)
        checks = (*CHECKS, others.NAME)
        schema = load(service, key, given.examples, phases, given.seed, checks)
        asked = _share_of(schema, share, given.only)
        schema = schema.include(lambda context: context.operation.label in asked)
        never_begin_as_before()
        found = look(schema)
    seconds = time.monotonic() - began
    print(f"{', '.join(phases)}: {seconds:.0f} s, {len(found.failures)} kinds of failure", flush=True)
    for name, sent in [(role, found.sent), *((other.role, other.sent) for other in asked_too)]:
        print(f"  {told(name, sent, given.examples)}", flush=True)
    for (operation, check, _title), words in sorted(found.failures.items()):
        print(f"\n{operation}: {check}\n{words}", flush=True)
    return bool(found.failures) if found.failures or found.sent else None


def _share_of(schema, share, only):
    paths = schema.raw_schema["paths"].items()
    labels = sorted(f"{method.upper()} {path}" for path, methods in paths for method in methods)
    part, parts = share
    return {label for label in labels[part::parts] if only in label}


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
