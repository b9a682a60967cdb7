"""What goes through everything at once: a pull of the country, a report, a start."""

import subprocess
import sys
import time
from pathlib import Path

from bench.everything.figures import measured

ROOT = Path(__file__).resolve().parent.parent.parent


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


def report(council):
    """From the file to the review, as the worker does it, of 45 pages with 30 areas."""
    from pypdfium2 import PdfDocument

    from bench.load_report import report_of
    from inspections.models import ReportReading
    from inspections.report_import.receiving import discard, read_received, receive

    file = report_of(45)

    def text():
        return sum(len(page.get_textpage().get_text_range()) for page in PdfDocument(file))

    def read():
        from django.core.files.base import ContentFile
        from django.utils import timezone

        reading = receive(council.organisation, ContentFile(file), "report.pdf", council.lead, timezone.now())
        read_received(reading.job, lambda step, percent: None)
        areas = ReportReading.objects.get(pk=reading.pk).read["areas"]
        discard(reading)
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
