"""A process that reads a report is killed as by the machine, with no chance to say anything."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.utils import timezone

from accounts import jobs
from accounts.models import Job
from accounts.models.jobs import SILENT_AFTER
from inspections import report_import
from inspections.models import ReportReading
from tests.factories import make_organisation
from tests.guards.tree import ROOT
from tests.inspections.report_reading import stories_of_services as services
from tests.inspections.report_reading.story import filler
from tests.inspections.report_reading.written import as_pdf
from tests.inspections.reports import upload

WORKER = (
    "import django; django.setup()\n"
    "from django.utils import timezone\n"
    "from accounts import jobs\n"
    "jobs.take_up(timezone.now)\n"
)


def address_of_the_test_database():
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


@pytest.mark.django_db(transaction=True)
def test_kill_9_in_the_middle_of_reading_loses_nothing(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    long_report = as_pdf([*services.safeguarding_and_looked_after(), *[filler()] * 700])
    reading = report_import.receive(
        make_organisation(), upload(long_report), "long.pdf", None, timezone.now()
    )
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": address_of_the_test_database(),
        "VAR_DIR": str(tmp_path),
    }
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER], cwd=ROOT, env=environment, start_new_session=True
    )
    while Job.objects.get().step != "Reading the report":
        with pytest.raises(subprocess.TimeoutExpired):  # else it has ended before it could be killed
            worker.wait(0.02)
    worker.kill()
    assert worker.wait() == -signal.SIGKILL

    job = Job.objects.get()
    assert (job.state, job.attempts) == ("running", 1)
    assert not ReportReading.objects.get().read
    assert jobs.take_up(timezone.now) == 0
    later = timezone.now() + SILENT_AFTER + timedelta(seconds=1)
    assert jobs.take_up(lambda: later) == 1
    job.refresh_from_db()
    reading.refresh_from_db()
    assert (job.state, job.attempts, job.next_url) == ("done", 2, reading.get_absolute_url())
    assert len(reading.draft["areas"]) == len(services.SAFEGUARDING_AREAS)
