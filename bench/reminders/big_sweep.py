"""A sweep over 100,000 open actions: how long, how many questions to the database, how much memory.

    python -m bench.reminders.big_sweep [--database postgresql] [--actions 100000] [--overdue 20000]
                                        [--owners 2500]

Beside the engine stands one SQL statement that selects the same rows. The engine is a process of its own,
and the mail server another. "Processor" are the seconds of the engine's own work, which other programmes of
the machine do not lengthen. Ends with 1 if somebody was missed, one mail took more questions than another,
memory passed 200 MB, or nothing was said of how far it is.
"""

import json
import resource
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from bench.reminders import told
from bench.reminders.whole_service import DAY, Service

MOST_MEMORY = 200
STATEMENT = """
    SELECT u.id, u.email, a.id, a.title, a.due_on FROM actions_action a
    JOIN accounts_post p ON p.id = a.owner_id JOIN accounts_user u ON u.id = p.holder_id
    WHERE a.status IN ('not_started', 'in_progress') AND a.due_on < %s AND u.is_active ORDER BY u.id, a.due_on
"""


class Measures:
    """Seconds and questions of each step, and the most memory up to its end."""

    def __init__(self):
        self.questions, self.found = 0, {}

    def count(self, execute, *asked):
        self.questions += 1
        return execute(*asked)

    @contextmanager
    def of(self, name):
        began, worked, questions = time.perf_counter(), time.process_time(), self.questions
        yield
        self.found |= {
            f"{name}, seconds": round(time.perf_counter() - began, 2),
            f"{name}, processor": round(time.process_time() - worked, 2),
            f"{name}, questions": self.questions - questions,
            f"{name}, memory MB": memory(),
        }


def memory():
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def measure(file):
    """In the process of the engine."""
    import django

    django.setup()
    from django.db import connection
    from django.urls import reverse
    from django.utils import timezone

    from actions.reminders import sweeping

    measures, told_of = Measures(), []
    found = measures.found
    # What a worker has done long before: connected, and read all addresses of pages.
    connection.ensure_connection()
    reverse("front")
    found["before, memory MB"] = memory()
    with connection.execute_wrapper(measures.count):
        with measures.of("select and render"):
            found["rendered"] = render_all()
        with measures.of("open the mails"):
            found["opened"] = sweeping.open_digests(timezone.now(), tell=told_of.append)
        with measures.of("send them"):
            each = send_all(measures)
        # Last, for it holds all rows at once and would hide how little the engine takes.
        with measures.of("one statement"), connection.cursor() as cursor:
            cursor.execute(STATEMENT, [DAY])
            found["rows"] = len(cursor.fetchall())
    found["questions for a mail, fewest"], found["questions for a mail, most"] = min(each), max(each)
    found["progress told"] = len(told_of)
    Path(file).write_text(json.dumps(found))


def render_all():
    """What a dry run selects, drawn as mails and thrown away."""
    from django.utils import timezone

    from actions.models import Digest
    from actions.reminders import mail, preview

    number = 0
    for planned in preview.what_would_go(timezone.now()):
        mail.render(Digest(person=planned.person, local_date=DAY), planned.items)
        number += 1
    return number


def send_all(measures):
    """How many questions each mail took."""
    from django.utils import timezone

    from actions.models import Digest
    from actions.reminders.sending import send_digest

    each = []
    for digest in list(Digest.objects.owed(timezone.now()).values_list("pk", flat=True)):
        before = measures.questions
        send_digest(digest, timezone.now)
        each.append(measures.questions - before)
    return each


def main():
    asked = told.arguments(__doc__, actions=100_000, overdue=20_000, owners=2500, organisations=25)
    with Service(asked.database) as service:
        from bench.large_data import Size, write

        written = write(Size(asked.actions, asked.overdue, asked.owners, asked.organisations), DAY)
        file = service.folder / "measures.json"
        ended = service.start("-m", "bench.reminders.big_sweep", "--measure", str(file)).wait()
        assert ended == 0, service.output()
        found = json.loads(file.read_text())
        heard = told.count(service.sink, written)
        figures = {"database": asked.database} | found
        figures |= {"mails": len(service.sink.mails), "lost": heard.lost}
        most = max(value for name, value in found.items() if name.endswith("memory MB"))
        is_so = heard.each_once and most < MOST_MEMORY and found["progress told"]
        is_so = is_so and found["rows"] == asked.overdue
        is_so = is_so and found["questions for a mail, fewest"] == found["questions for a mail, most"]
        told.finish("A large sweep", figures, is_so, service)
    sys.exit(0 if is_so else 1)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(sys.argv[2])
    else:
        main()
