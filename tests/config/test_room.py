"""Where memory for the frames of calls ends, each call fetches more; but not below a call with room."""

import resource
import runpy
import socket
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPResponse
from pathlib import Path
from types import SimpleNamespace

from gunicorn.config import Config
from gunicorn.workers.gthread import TConn, ThreadWorker

from config.room import with_room

CONFIGURATION = Path(__file__).parents[2] / "config" / "gunicorn.py"
CALLS = 100
DEEPEST = 200
FEW = CALLS // 2
SOMEWHERE = ("127.0.0.1", 80)


def a_few_calls(more=5):
    return more and a_few_calls(more - 1)


def fetched():
    return resource.getrusage(resource.RUSAGE_THREAD).ru_minflt


def fetched_by_calls(depth):
    """How often calls that are made so deep fetch memory."""
    if depth:
        return fetched_by_calls(depth - 1)
    before = fetched()
    for _ in range(CALLS):
        a_few_calls()
    return fetched() - before


def most_fetched():
    return max(fetched_by_calls(depth) for depth in range(DEEPEST))


def in_a_thread(call, *arguments):
    """The test itself is called with room; a thread begins without."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(call, *arguments).result()


def test_calls_with_room_fetch_no_memory_however_deep_they_are():
    assert in_a_thread(most_fetched) >= CALLS
    assert in_a_thread(with_room, most_fetched) < FEW


def test_an_answer_that_a_worker_of_ours_streams_has_room():
    ours = runpy.run_path(str(CONFIGURATION))["worker_class"]
    assert most_fetched_in_an_answer_of(ThreadWorker) >= CALLS
    assert most_fetched_in_an_answer_of(ours) < FEW


def most_fetched_in_an_answer_of(worker_class):
    def application(environ, begin):
        begin("200 OK", [])
        yield str(most_fetched()).encode()

    log = SimpleNamespace(access=lambda *told: None, debug=lambda *told: None)
    worker = worker_class(0, 0, [], None, 0, Config(), log)
    worker.wsgi = application
    asking, asked = socket.socketpair()
    with asking, asked:
        asking.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        in_a_thread(worker.handle, TConn(worker.cfg, asked, SOMEWHERE, SOMEWHERE))
        answer = HTTPResponse(asking)
        answer.begin()
        told = int(answer.read())
    worker.tmp.close()
    return told
