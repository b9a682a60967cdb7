"""What one question costs: processor time of this process and of PostgreSQL's, the clock, and statements."""

import os
import resource
import statistics
import time
from dataclasses import asdict, dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Figure:
    """Milliseconds for one question; `server`: the database's process, where it is on this machine."""

    name: str
    own: float
    server: float
    clock: float
    queries: int
    kb: float = 0
    floor: str = ""
    memory: int = 0
    rows: int = 0

    as_dict = asdict


class Counter:
    def __init__(self):
        self.number = 0

    def __call__(self, execute, *asked):
        self.number += 1
        return execute(*asked)


class Server:
    """The processor time of the database's process that serves this connection."""

    def __init__(self):
        from django.db import connection

        self.pid = None
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                self.pid = cursor.fetchone()[0]

    def milliseconds(self):
        if self.pid is None or not Path(f"/proc/{self.pid}").exists():
            return 0
        words = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(words[11]) + int(words[12])) * 1000 / TICKS


def memory():
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def measured(name, ask, rounds, floor="", warm=2, before=lambda: None):
    """`ask()` gives the answer's content, or its size in bytes. `before()` is not counted."""
    from django.db import connection

    content = b""
    for _ in range(warm):
        before()
        content = ask()
    # Each request gives its connection back; the pool hands the same one out again.
    server, counter, clocks, own, backend = Server(), Counter(), [], 0, 0
    for number in range(rounds):
        before()
        began, worked, served = time.perf_counter(), time.process_time(), server.milliseconds()
        if number:
            content = ask()
        else:
            with connection.execute_wrapper(counter):
                content = ask()
        clocks.append((time.perf_counter() - began) * 1000)
        own += (time.process_time() - worked) * 1000
        backend += server.milliseconds() - served
    size = content if isinstance(content, int) else len(content)
    return Figure(
        name,
        own=own / rounds,
        server=backend / rounds,
        clock=statistics.median(clocks),
        queries=counter.number,
        kb=size / 1024,
        floor=floor,
        memory=memory(),
    )
