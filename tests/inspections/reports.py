"""Report files to upload, and what a browser would send of the review of a reading."""

import hashlib
from copy import deepcopy
from functools import cache

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts import jobs
from inspections import report_import
from inspections.models import ReportReading
from inspections.report_reading import reader
from tests.factories import MORNING
from tests.inspections.report_reading import stories_of_services as services
from tests.inspections.report_reading.written import as_pdf, as_text

_answers = {}  # of children that read, by the bytes they were given


@cache
def safeguarding_report():
    return as_pdf(services.safeguarding_and_looked_after())


def childrens_report(**words):
    """The text of a report; words are exchanged as told, as a later edition would."""
    text = as_text(services.childrens_services(), width=400)
    for before, after in words.get("exchange", ()):
        assert before in text, before
        text = text.replace(before, after)
    return text.encode()


def upload(data, name="report.pdf"):
    return SimpleUploadedFile(name, data)


def read_upload(organisation, data, name="report.pdf", by=None):
    """What an upload and a worker make of a file. A child reads the same bytes once for all tests."""
    reading = report_import.receive(organisation, upload(data, name), name, by, MORNING)
    ask_child = reader._ask_child

    def remembered(path):
        key = hashlib.sha256(path.read_bytes()).digest()
        if key not in _answers:
            _answers[key] = ask_child(path)
        return deepcopy(_answers[key])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "_ask_child", remembered)
        jobs.run(reading.job_id, lambda: MORNING)
    return ReportReading.objects.get(pk=reading.pk)


def post_upload(client, organisation, data, name="report.pdf"):
    address = reverse("load-report", args=[organisation.slug])
    return client.post(address, {"report": upload(data, name)})


def sent(reading, do="save", **changes):
    """The form of the review page as a browser sends it back; changes are typed over it."""
    from inspections.forms.review import as_data

    kept = reading.draft | {"areas": [row for row in reading.draft["areas"] if not row["dropped"]]}
    data = as_data(kept) | {"draft_number": reading.draft_number, "do": do}
    return data | {name.replace("__", "-"): value for name, value in changes.items()}


def save_read(reading):
    """The inspection that a reading makes when nobody mends anything."""
    from inspections.forms import Review

    review = Review.kept(reading.organisation, reading.draft)
    assert review.is_valid(), list(review.errors())
    return report_import.save_reading(reading, review.content(), None, MORNING)
