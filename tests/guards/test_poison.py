"""Words that would run, in everything that leaves the service as a file, a feed, a calendar or a mail."""

import csv
import io
import json
import zipfile
from email import message_from_bytes
from email.policy import default as as_mail

import openpyxl
import pytest
from django.core import mail
from django.db import transaction
from django.test import override_settings
from django.urls import reverse
from lxml import etree, html

from scrutiny.freezing import FILES
from tests.actions.reminding import sweep_on
from tests.guards import poison
from tests.guards.access_table import ROWS
from tests.guards.reminders_world import LONG_AFTER
from tests.guards.routes import address
from tests.guards.world import LEAD

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
LIKE_A_FORMULA = tuple("=+-@\t\r")
RUNS = "//img[@src='x']|//*[@onload or @onerror]|//iframe|//script|//a[starts-with(@href, 'javascript:')]"


@pytest.fixture(scope="module")
def poisoned(django_db_setup, django_db_blocker, tmp_path_factory):
    files = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files"))
    with django_db_blocker.unblock(), transaction.atomic(), files:
        yield poison.make_poisoned_world()
        transaction.set_rollback(True)


def test_every_column_of_words_is_poisoned_or_known_to_be_made_by_the_service():
    unknown = [
        f"{model._meta.label}.{field.name}"
        for model in poison.models()
        if model._meta.label.replace("Historical", "") not in poison.OURS
        for field in poison.text_columns(model)
        if field.name not in poison.typed_in(model) and field.name not in poison.MADE
    ]
    assert not unknown, "Say in tests/guards/poison.py whether people type these."


def test_the_world_is_full_of_poison(poisoned):
    """Or nothing here would prove anything."""
    page = poisoned.client(LEAD).get(poisoned.west.more["action"].get_absolute_url()).content.decode()
    assert page.count("&lt;img src=x onerror=xss()&gt;") > 10


def files_of(world):
    """(name, answer) of whatever a lead may fetch that is no page, each in every form it has."""
    client, place = world.client(LEAD), world.west
    for row in ROWS:
        if not row.reads or LEAD not in row.reads or row.missing:
            continue
        there = address(row, place)
        if not row.is_page and not row.is_api:
            yield row.route, client.get(there)
        elif row.is_api and row.is_list:
            for kind in ("csv", "ndjson"):
                yield f"{row.route} {kind}", client.get(there, headers={"accept": KINDS[kind]})
            yield row.route, client.get(there)
    for name in FILES:
        kwargs = {"pk": place.more["frozen"].paper_id, "name": name}
        yield name, client.get(reverse("paper-file", kwargs=kwargs))
    inspection = place.more["inspection"]
    for kind in ("csv", "xlsx"):
        kwargs = {"slug": place.organisation.slug, "inspection_slug": inspection.slug, "kind": kind}
        yield f"plan.{kind}", client.get(reverse("download-inspection-plan", kwargs=kwargs))


KINDS = {"csv": "text/csv", "ndjson": "application/x-ndjson"}


def faults_of_csv(content):
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
        yield from (
            f"a formula: {cell[:40]!r}"
            for cell in row
            if cell.startswith(LIKE_A_FORMULA) and not number(cell)
        )


def number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


def faults_of_sheet(content):
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        for row in sheet.iter_rows():
            yield from (f"a formula: {cell.value[:40]!r}" for cell in row if cell.data_type == "f")


def faults_of_package(content):
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                yield from (f"{name} {fault}" for fault in faults_of_xml(parts.read(name)))


def faults_of_xml(content):
    try:
        tree = etree.fromstring(content)
    except etree.XMLSyntaxError as problem:
        yield f"is no XML: {problem}"
        return
    for element in tree.iter():
        targets = [
            value for name, value in element.attrib.items() if name.lower().endswith(("href", "target"))
        ]
        yield from (f"links to {target}" for target in targets if target.lower().startswith("javascript:"))
        if element.get("type") == "html" and element.text:
            yield from (f"holds {found.tag}" for found in html.fromstring(f"<p>{element.text}").xpath(RUNS))


def faults_of_calendar(content):
    lines = content.decode().split("\r\n")
    yield from (f"a line of its own: {line!r}" for line in lines if line.startswith("ATTENDEE"))
    yield from (f"a bare break in {line!r}" for line in lines if "\n" in line)


def faults_of_json(content):
    try:
        json.loads(content or b"null")
    except json.JSONDecodeError:
        for line in content.splitlines():
            json.loads(line)
    return ()


READERS = {
    "text/csv": faults_of_csv,
    "spreadsheetml": faults_of_sheet,
    "wordprocessingml": faults_of_package,
    "presentationml": faults_of_package,
    "xml": faults_of_xml,
    "text/calendar": faults_of_calendar,
    "json": faults_of_json,
}


def test_nothing_that_is_fetched_holds_a_formula_a_script_or_a_line_of_its_own(poisoned):
    wrong, seen = [], set()
    for name, answer in files_of(poisoned):
        content = b"".join(answer) if answer.streaming else answer.content
        kind = next((kind for kind in READERS if kind in answer.get("Content-Type", "")), None)
        if answer.status_code != 200 or kind is None:
            continue
        seen.add(kind)
        wrong += [f"{name}: {fault}" for fault in READERS[kind](content)]
    assert not wrong, "\n".join(["", *wrong[:40]])
    assert seen == set(READERS)


def test_no_mail_holds_anything_that_runs_or_a_header_of_somebody_else(poisoned):
    sweep_on(LONG_AFTER)
    assert mail.outbox
    for sent in mail.outbox:
        message = message_from_bytes(sent.message().as_bytes(), policy=as_mail)
        assert "evil" not in " ".join(f"{name}: {value}" for name, value in message.items())
        assert len(message.get_all("to")) == 1
        body = message.get_body(("html",))
        if body is not None:
            assert poison.SHORT in body.get_content() or "&lt;img" in body.get_content()
            assert not html.fromstring(body.get_content()).xpath(RUNS)
