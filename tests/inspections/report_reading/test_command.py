"""`manage.py read_report`: one JSON object, or one sentence and exit code 2."""

import json

import pytest
from django.core.management import call_command

from inspections.report_reading import ReadReport, read_report
from tests.inspections.report_reading import hostile
from tests.inspections.report_reading.written import as_pdf

KEYS = [
    "authority",
    "inspectorate",
    "framework",
    "started",
    "ended",
    "published",
    "lead_inspector",
    "judgements",
    "areas",
    "doubts",
]


@pytest.fixture
def report(tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(as_pdf(hostile.REPORT))
    return file


def test_a_report_is_printed_as_one_object(report, capsys):
    call_command("read_report", report)
    printed = json.loads(capsys.readouterr().out)
    assert list(printed) == KEYS
    assert printed["started"] == "2026-04-27"
    assert list(printed["areas"][0]) == [
        "section",
        "subsection",
        "paragraph",
        "kind",
        "timescale",
        "text",
        "bodies",
        "page",
    ]
    assert list(printed["judgements"][0]) == ["section", "name", "grade"]


def test_the_text_of_the_pages_comes_on_request(report, capsys):
    call_command("read_report", report, "--pages")
    printed = json.loads(capsys.readouterr().out)
    assert printed["page_count"] == len(printed["pages"])
    area = printed["areas"][0]
    assert "What needs to improve?" in printed["pages"][area["page"] - 1]


@pytest.mark.parametrize("content", [b"", b"A letter about the harbour."])
def test_what_is_no_report_ends_with_code_two_and_one_sentence(content, tmp_path, capsys):
    file = tmp_path / "report.pdf"
    file.write_bytes(content)
    with pytest.raises(SystemExit) as end:
        call_command("read_report", file)
    assert end.value.code == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.strip().count("\n") == 0
    assert printed.err.strip().endswith(".")


def test_a_reading_survives_its_own_json(report):
    reading = read_report(report)
    assert ReadReport.from_dict(json.loads(json.dumps(reading.as_dict(pages=True)))) == reading
    assert len(reading.sha256) == 64
