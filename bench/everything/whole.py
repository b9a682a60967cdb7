"""What goes through everything at once: a pull of the country, the sweep, a report, a start."""

import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

from bench.everything.figures import measured

ROOT = Path(__file__).resolve().parent.parent.parent
OWED = """
    SELECT u.id, u.email, a.id, a.title, a.due_on, r.number, i.title, o.name FROM actions_action a
        JOIN inspections_area r ON r.id = a.area_id JOIN inspections_inspection i ON i.id = r.inspection_id
        JOIN accounts_organisation o ON o.id = i.organisation_id
        JOIN accounts_post p ON p.id = a.owner_id JOIN accounts_user u ON u.id = p.holder_id
    WHERE u.is_active AND (
        a.status IN ('not_started', 'in_progress') AND (a.due_on <= %s OR a.updated_on <= %s)
        OR a.status = 'done' OR a.status = 'accepted' AND a.check_on <= %s)
    ORDER BY u.id, a.due_on
"""


def pulls():
    from django.test import Client

    client = Client()

    def stream(address):
        return sum(len(piece) for piece in client.get(address))

    for name, address, floor in [
        ("plain SQL, the whole", "/rival/whole/", ""),
        ("NDJSON, the whole", "/api/v1/actions/?format=ndjson", "plain SQL, the whole"),
    ]:
        yield measured(name, lambda address=address: stream(address), 1, floor, warm=0)


def sweep():
    """Everything that the sweep of the next Monday morning selects and would write; no mail is sent."""
    from datetime import timedelta

    from django.db import connection
    from django.utils import timezone

    from actions.models import Digest
    from actions.reminders import mail, preview

    now = timezone.localtime().replace(hour=10)
    at = now + timedelta(7 - now.weekday())
    today = at.date()

    def planned():
        return sum(len(each.items) for each in preview.what_would_go(at, on=today))

    def rendered():
        return sum(
            len(str(mail.render(Digest(person=each.person, local_date=today), each.items)))
            for each in preview.what_would_go(at, on=today)
        )

    def statement():
        with connection.cursor() as cursor:
            cursor.execute(OWED, [today + timedelta(14), today - timedelta(30), today + timedelta(14)])
            return sum(len(rows) for rows in iter(lambda: cursor.fetchmany(2000), []))

    yield measured("sweep, selecting", planned, 1, "plain SQL, what is owed", warm=0)
    yield measured("sweep, selecting and writing mails", rendered, 1, "plain SQL, what is owed", warm=0)
    # Last, for it holds more at once and would hide how little the sweep takes.
    yield measured("plain SQL, what is owed", statement, 1, warm=0)


def report(council):
    """From the file to the review, as the worker does it, of 45 pages with 30 areas."""
    from pypdf import PdfReader

    from bench.load_report import report_of
    from inspections import report_import
    from inspections.models import ReportReading

    file = report_of(45)

    def text():
        return sum(len(page.extract_text()) for page in PdfReader(BytesIO(file)).pages)

    def read():
        from django.core.files.base import ContentFile
        from django.utils import timezone

        reading = report_import.receive(
            council.organisation, ContentFile(file), "report.pdf", council.lead, timezone.now()
        )
        report_import.read_received(reading.job, lambda step, percent: None)
        areas = ReportReading.objects.get(pk=reading.pk).read["areas"]
        report_import.discard(reading)
        assert len(areas) == 30, len(areas)
        return len(file)

    yield measured("text of a report of 45 pages", text, 1, warm=1)
    yield measured("report of 45 pages, to the review", read, 1, "text of a report of 45 pages", warm=1)


def starts():
    """A process of its own up to its first answer, and one with Django and the REST framework alone."""
    bare = (
        "import django; from django.conf import settings; settings.configure(INSTALLED_APPS="
        "['django.contrib.contenttypes', 'django.contrib.auth', 'rest_framework'], ROOT_URLCONF='json');"
        "django.setup(); import rest_framework.views"
    )
    ours = (
        "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'config.settings'; import django; django.setup();"
        "from django.conf import settings; settings.ALLOWED_HOSTS = ['*'];"
        "from django.test import Client; assert Client().get('/healthz').status_code == 200"
    )
    for name, program, floor in [
        ("cold start of bare Django", bare, ""),
        ("cold start, to the first answer", ours, "cold start of bare Django"),
    ]:
        yield _started(name, program, floor)


def _started(name, program, floor):
    import resource
    import statistics

    from bench.everything.figures import Figure

    clocks, own = [], []
    for _ in range(3):
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        clocks.append((time.perf_counter() - began) * 1000)
        own.append((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000)
    return Figure(name, min(own), 0, statistics.median(clocks), 0, floor=floor)
