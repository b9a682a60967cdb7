"""The sweep of the next Monday morning, for everybody at once, beside the SQL that would do the same.

What it writes is committed, with every key looked up, and taken away again afterwards, which is not counted:
so a country can be measured any number of times. First comes the sweep, while the process is small.
"""

from datetime import timedelta

from bench.everything import sweep_statement
from bench.everything.figures import measured

STATEMENT, BARE = "plain SQL, the same mails and reminders", "plain SQL, what is near, bare rows"
# So that it ends soon however large the country is; each mail costs the same.
MAILS = 500


def sweep():
    from django.urls import reverse
    from django.utils import timezone

    from actions.reminders import preview, sweeping

    reverse("front")  # A worker has read all addresses long before.
    now = timezone.localtime().replace(hour=10)
    at = now + timedelta(7 - now.weekday())
    on = at.date()
    undo(on)

    def noted():
        return sweeping.open_digests(at, on=on)

    def planned():
        return sum(len(each.items) for each in preview.what_would_go(at, on=on))

    yield measured("before the sweep", lambda: b"", 1, warm=0)
    yield _counted("sweep, mails opened, reminders noted", noted, on, f"{STATEMENT}; {BARE}")
    yield measured("sweep, selecting, nothing written", planned, 1, BARE, warm=0)
    yield measured(f"sweep, selecting and drawing {MAILS} mails", lambda: _draw(at, on), 1, warm=0)
    yield _counted(STATEMENT, lambda: sweep_statement.write(on), on)
    # Last, for it holds more at once and would hide how little the sweep takes.
    yield measured(BARE, lambda: sweep_statement.bare(on), 1, warm=0)


def _counted(name, write, on, floor=""):
    from actions.models import Reminder

    figure = measured(name, write, 1, floor, warm=0)
    figure.rows = Reminder.objects.filter(said_in__local_date=on).count()
    undo(on)
    return figure


def _draw(at, on):
    from itertools import islice

    from actions.models import Digest
    from actions.reminders import mail, preview

    planned = islice(preview.what_would_go(at, on=on), MAILS)
    return sum(
        len(str(mail.render(Digest(person=each.person, local_date=on), each.items))) for each in planned
    )


def undo(on):
    """Of a day that has not come, so they can be nothing but what was measured."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL statement_timeout = 0")
        of_the_day = "(SELECT id FROM actions_digest WHERE local_date = %s)"
        cursor.execute(f"DELETE FROM actions_reminder WHERE said_in_id IN {of_the_day}", [on])
        cursor.execute(f"DELETE FROM actions_digestorganisation WHERE digest_id IN {of_the_day}", [on])
        cursor.execute("DELETE FROM actions_digest WHERE local_date = %s", [on])
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
            cursor.execute("VACUUM ANALYZE actions_reminder, actions_digestorganisation, actions_digest")
            cursor.execute("RESET statement_timeout")
