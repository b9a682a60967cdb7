"""What was drawn for one role is sent as the others too, each with a council and a process of its own.

Drawing is most of the work. And what is drawn for whoever may do most gets furthest, because drawing learns
from what is answered.
"""

import io
import multiprocessing
import sys
import tempfile
from collections import Counter
from contextlib import contextmanager
from itertools import cycle

import schemathesis
from requests.structures import CaseInsensitiveDict
from schemathesis.checks import CHECKS, run_checks
from schemathesis.core.failures import CustomFailure, FailureGroup

# Where a token is asked for, visitors come now without one and now with what is none, or nobody's.
VISITORS = (
    "",
    "Bearer ft_00000000_nobodys",
    "",
    "Bearer two words",
    "",
    "Bearer \xe9\xff",
    "",
    "Bearer " + "7" * 4000,
    "",
    "bearer  ft_1_2",
    "",
    "Basic bm9ib2R5OndvcmRz",
)
NAME = "answers_the_other_roles_as_well"


class Other:
    """A WSGI application for the fuzzer, which answers in another process."""

    def __init__(self, role, migrated):
        self.role = role
        self._pipe, theirs = multiprocessing.Pipe()
        begin = multiprocessing.get_context("spawn").Process
        self._process = begin(target=serve, args=(theirs, role, migrated), daemon=True)
        self._process.start()
        theirs.close()
        self.sent, self._words = Counter(), cycle(VISITORS)

    def ready(self):
        self._key = self._pipe.recv()
        return self

    def authorization(self, operation):
        if self._key:
            return {"Authorization": f"Bearer {self._key}"}
        # The empty one says that it may be left out.
        words = "" if {} in operation.definition.raw.get("security", [{}]) else next(self._words)
        return {"Authorization": words} if words else {}

    def __call__(self, environ, begin):
        plain = {name: value for name, value in environ.items() if isinstance(value, (str, int, tuple))}
        self._pipe.send((plain, environ["wsgi.input"].read()))
        status, headers, body = self._pipe.recv()
        begin(status, headers)
        return [body]

    def end(self):
        self._pipe.close()
        self._process.join()


@contextmanager
def others(roles, migrated):
    """Their processes begin beside each other, and end with this one."""
    begun = [Other(role, migrated) for role in roles]
    try:
        yield [other.ready() for other in begun]
    finally:
        for other in begun:
            other.end()


def ask_too(others, checks):
    """From here on each answer is checked only after the others were asked the same."""

    def too(context, response, case):
        failures = [failure for other in others for failure in _failures(other, context, case, checks)]
        if failures:
            raise FailureGroup(failures)

    too.__name__ = NAME
    schemathesis.check(too)


def _failures(other, context, case, names):
    # What came with the case is the token of the role that it was drawn for.
    headers = {name: words for name, words in case.headers.items() if name.lower() != "authorization"}
    case = case.derive(headers=CaseInsensitiveDict(headers | other.authorization(case.operation)))
    answer = case.call(app=other, headers={"Host": "localhost"})
    other.sent[context.phase, case.operation.label] += 1
    found = []
    run_checks(
        case=case,
        response=answer,
        ctx=context,
        checks=[CHECKS.get_one(name) for name in names],
        on_failure=lambda name, collected, failure: found.append((name, failure)),
    )
    return [
        CustomFailure(
            operation=case.operation.label,
            title=f"As {other.role}: {name}: {failure.title}",
            message=f"{failure.message}\n{answer.status_code} {answer.content[:500]!r}",
            exception=failure,
        )
        for name, failure in found
    ]


def serve(pipe, role, migrated):
    from tests.fuzzing.__main__ import start_django

    with tempfile.TemporaryDirectory() as folder:
        start_django(folder, migrated)
        from tests.fuzzing import running

        service, key = running.begin(role)
        pipe.send(key)
        try:
            while True:
                environ, body = pipe.recv()
                pipe.send(
                    _answer(service, environ | {"wsgi.input": io.BytesIO(body), "wsgi.errors": sys.stderr})
                )
        except EOFError:
            # Nothing more is asked.
            return


def _answer(service, environ):
    told = []
    rows = service(environ, lambda *status_and_headers: told.extend(status_and_headers))
    return *told[:2], b"".join(rows)
