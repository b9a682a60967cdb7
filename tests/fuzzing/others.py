"""What was drawn for one role is sent as the others too, each with a council and a process of its own.

Drawing is most of the work. And what is drawn for whoever may do most gets furthest, because drawing learns
from what is answered.
"""

import io
import multiprocessing
import sys
from collections import Counter
from contextlib import contextmanager
from itertools import cycle

import schemathesis
from django.core.wsgi import get_wsgi_application
from schemathesis.checks import CHECKS, run_checks
from schemathesis.core.failures import CustomFailure, FailureGroup
from schemathesis.core.transport import Response

from tests.fuzzing.councils import begin_beside

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
AUTHORIZATION = "HTTP_AUTHORIZATION"
NAME = "answers_the_other_roles_as_well"


class Other:
    """The service in another process, for one role, with a council of its own."""

    def __init__(self, role, council):
        self.role = role
        self._pipe, theirs = multiprocessing.Pipe()
        self._process = begin_beside(serve, theirs, role, council)
        theirs.close()
        self.sent, self._words = Counter(), cycle(VISITORS)

    def ready(self):
        self._key = self._pipe.recv()
        return self

    def ask(self, environ, body, operation):
        # What came with the request is the token of the role that it was drawn for.
        plain = {name: told for name, told in environ.items() if isinstance(told, (str, int, tuple))}
        plain.pop(AUTHORIZATION, None)
        words = self._authorization(operation)
        self._pipe.send((plain | ({AUTHORIZATION: words} if words else {}), body))

    def answer(self):
        return self._pipe.recv()

    def _authorization(self, operation):
        if self._key:
            return f"Bearer {self._key}"
        # The empty one says that it may be left out.
        return "" if {} in operation.definition.raw.get("security", [{}]) else next(self._words)

    def end(self):
        # Closing the pipe would tell nothing: processes begun later hold its end too.
        self._pipe.send(None)
        self._process.join()


@contextmanager
def others(roles, council):
    """Their processes begin beside each other, and end with this one."""
    begun = [Other(role, council) for role in roles]
    try:
        yield [other.ready() for other in begun]
    finally:
        for other in begun:
            other.end()


def closing_its_answers(service):
    """As a web server does; the client here leaves a file that it was sent open."""

    def answer(environ, begin):
        rows = service(environ, begin)
        try:
            return [b"".join(rows)]
        finally:
            rows.close()

    return answer


class Remembering:
    """The service, and what it was asked last."""

    def __init__(self, service):
        self._service = service

    def __call__(self, environ, begin):
        body = environ["wsgi.input"].read()
        self.asked = environ, body
        return self._service(environ | {"wsgi.input": io.BytesIO(body)}, begin)


def ask_too(others, service, checks):
    """From here on, of each thing that the service is asked, the others are asked it before it is checked."""

    def too(context, response, case):
        for other in others:
            other.ask(*service.asked, case.operation)
            other.sent[context.phase, case.operation.label] += 1
        answers = [(other.role, _response(*other.answer(), response)) for other in others]
        failures = [
            failure for role, answer in answers for failure in _failures(role, answer, context, case, checks)
        ]
        if failures:
            raise FailureGroup(failures)

    too.__name__ = NAME
    schemathesis.check(too)


def _response(status, headers, body, to_another):
    told = {}
    for name, words in headers:
        told.setdefault(name.lower(), []).append(words)
    return Response(
        status_code=int(status.split()[0]),
        headers=told,
        content=body,
        request=to_another.request,
        elapsed=to_another.elapsed,
        verify=False,
    )


def _failures(role, answer, context, case, names):
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
            title=f"As {role}: {name}: {failure.title}",
            message=f"{failure.message}\n{answer.status_code} {answer.content[:500]!r}",
            exception=failure,
        )
        for name, failure in found
    ]


def serve(pipe, role, council):
    pipe.send(council.move_in(role))
    service = closing_its_answers(get_wsgi_application())
    while asked := pipe.recv():
        environ, body = asked
        streams = {"wsgi.input": io.BytesIO(body), "wsgi.errors": sys.stderr}
        pipe.send(_answered(service, environ | streams))


def _answered(service, environ):
    told = []
    rows = service(environ, lambda *status_and_headers: told.extend(status_and_headers))
    return *told[:2], b"".join(rows)
