"""Everything a visitor may open, looked through for what is not for visitors.

Both organisations of the guards' world are published here, and canaries are put wherever somebody could leave
what is private. Then every route of the access table is asked for by a visitor: pages, feeds, files, API.
"""

import csv
import io
import json
import re
import zipfile
from contextlib import suppress

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from actions.models import Action, Link
from scrutiny import freezing
from scrutiny.models import Question
from tests.factories import MORNING, later, make_action, make_meeting, make_paper
from tests.guards.access_table import ROWS
from tests.guards.action_world import make_measure
from tests.guards.conftest import world  # noqa: F401 - the guards' own fixture
from tests.guards.routes import address
from tests.guards.scrutiny_world import TO_COME
from tests.guards.world import SURNAME

CANARY = "canarybird"
PHONE, EMAIL = "01632 960 961", "quill@canary.example"
UNIT = "feathers"
SECRET = f"{CANARY} {PHONE} {EMAIL}"
PUBLIC = "The panel met in public"

# The address of an invitation is the secret of whom it invites, and shows their own address.
FOR_ONE_PERSON = {"invitation"}
# What a walk must have come by, or it proves nothing.
MUST_BE_OPEN = {
    "front", "organisation", "progress", "organisation-inspections", "inspection", "area", "action",
    "measure", "search", "glossary", "committees", "committee", "paper", "paper-file", "feed-organisation",
    "feed-inspection", "feed-committee", "recommendations", "api-actions", "api-action", "api-updates",
    "api-readings", "api-readings as csv", "api-readings as ndjson",
    "api-measures", "api-evidence", "api-papers", "api-paper", "api-posts", "api-questions",
    "paper-file paper.docx", "paper-file slides.pptx", "paper-file figures.csv", "progress as at",
    "search for words",
}  # fmt: skip


def plant(place):
    people, area = place.people, place.more["area"]
    lead, manager = people["lead"], people["manager"]
    action = Action.objects.get(pk=place.more["action"].pk)
    file = [Link(f"{SECRET} minutes", "https://westmarch.example/secret")]
    for hour, visibility in enumerate(("public", "members", "officers"), 1):
        words = PUBLIC if visibility == "public" else SECRET
        evidence = [] if visibility == "public" else file
        action.record_progress(
            manager, later(hours=hour), words, impact=words, visibility=visibility, evidence=evidence
        )
    action.record_progress(manager, later(hours=4), SECRET, impact=SECRET, evidence=file)
    action.correct(
        manager, later(hours=5), action.ledger_number, "What stood here was private.", withholds=True
    )
    action.note(manager, later(hours=6), SECRET, visibility="members")
    action.ask_for_extension(manager, later(hours=7), TO_COME, SECRET, visibility="officers")
    for visibility in ("members", "officers"):
        hidden = make_action(
            area,
            lead,
            owner=place.post,
            title=SECRET,
            task=SECRET,
            good_looks_like=SECRET,
            visibility=visibility,
        )
        hidden.record_progress(manager, later(hours=1), SECRET)
        make_measure(area, f"{CANARY} measure for {visibility}", visibility=visibility)
    small = make_measure(area, "Feathers found", hides_small_numbers=True, baseline=3)
    small.unit = UNIT
    small.save()
    reading = small.record_reading(lead, MORNING, MORNING.date(), 4)
    small.correct_reading(lead, later(hours=1), reading, 2, "Counted again.")
    Question.objects.create(action=action, words=SECRET, asked_by=people["member"], asked_on=MORNING.date())
    place.more["measure"] = small
    place.more["frozen"] = freeze(place)


def freeze(place):
    meeting = make_meeting(place.more["committee"], MORNING.date())
    at = later(days=1)
    paper = make_paper(meeting, place.more["inspection"], place.people["lead"], as_at=at.date())
    return freezing.freeze(paper, place.people["lead"], at)


@pytest.fixture(scope="module")
def published(world):  # noqa: F811
    """Once for all tests of this file, which only look at it."""
    with transaction.atomic():
        for place in (world.west, world.east):
            place.organisation.has_public_site = True
            place.organisation.save()
            place.more["inspection"].publish()
            plant(place)
        yield world
        transaction.set_rollback(True)


def addresses(world):  # noqa: F811
    """(name of the route, address) of every route, and of its other forms."""
    for row in ROWS:
        if row.by_library or row.missing or not row.reads or row.route in FOR_ONE_PERSON:
            continue
        with suppress(KeyError):
            found = address(row, world.west)
            yield row.route, found
            if row.is_api:
                for form in ("csv", "ndjson"):
                    yield f"{row.route} as {form}", f"{found}?format={form}"
    frozen = world.west.more["frozen"]
    for name in frozen.files.values_list("name", flat=True):
        yield f"paper-file {name}", reverse("paper-file", args=[frozen.paper_id, name])
    progress = reverse("progress", args=[world.west.organisation.slug, world.west.more["inspection"].slug])
    yield "progress as at", f"{progress}?as_at=2026-03-02"
    yield "search for words", f"{reverse('search')}?q=panel"
    yield "search for secrets", f"{reverse('search')}?q=private"


def texts(answer):
    content = b"".join(answer) if answer.streaming else answer.content
    if not zipfile.is_zipfile(io.BytesIO(content)):
        yield content.decode("utf-8", "replace")
        return
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            text = packed.read(name).decode("utf-8", "replace")
            yield text
            yield re.sub(r"<[^>]+>", "", text)  # Word cuts words into runs.


def small_numbers(data):
    """Figures from 1 to 4 of a measure, however deep they lie in an answer of the API."""
    if isinstance(data, list):
        for each in data:
            yield from small_numbers(each)
    elif isinstance(data, dict):
        of_a_measure = data.get("unit", UNIT) == UNIT  # a table of figures counts actions too
        for key in ("value", "baseline") if of_a_measure else ():
            with suppress(TypeError, ValueError):
                if float(data.get(key)) in (1, 2, 3, 4):
                    yield data
        for each in data.values():
            yield from small_numbers(each)


def secrets_in(text):
    found = [
        word for word in (CANARY, SURNAME, PHONE, EMAIL, "@westmarch.example") if word.lower() in text.lower()
    ]
    found += re.findall(rf"\b[1-4](?:\.0+)?\s+{UNIT}", text)
    return found + [str(each)[:200] for each in small_numbers(list(data_in(text)))]


def data_in(text):
    """What a program would read: JSON, JSON line by line, or a table."""
    with suppress(ValueError):
        yield json.loads(text)
    for line in text.splitlines():
        if line.startswith("{"):
            with suppress(ValueError):
                yield json.loads(line)
    if "value" in text.partition("\n")[0].lower():
        for row in csv.DictReader(io.StringIO(text.lstrip("\ufeff"))):
            yield {str(key).lower(): value for key, value in row.items()}


@pytest.mark.django_db
def test_nothing_that_is_not_for_visitors_is_in_anything_they_may_open(published):
    visitor, opened, leaks = Client(), set(), {}
    for name, found in addresses(published):
        answer = visitor.get(found)
        if answer.status_code == 200:
            opened.add(name)
            secrets = sorted({secret for text in texts(answer) for secret in secrets_in(text)})
            if secrets:
                leaks[f"{name} {found}"] = secrets
    assert not leaks
    assert not MUST_BE_OPEN - opened


@pytest.mark.django_db
def test_the_canaries_would_be_seen(published):
    """By somebody who may read them: or the walk above would pass whatever was planted."""
    lead = published.client("lead")
    place = published.west
    page = lead.get(Action.objects.get(pk=place.more["action"].pk).get_absolute_url()).content.decode()
    assert CANARY in page and PUBLIC in page
    figures = lead.get(reverse("measure", args=[place.more["measure"].pk])).content.decode()
    assert secrets_in(re.sub(r"<[^>]+>", "", figures))
    for form in ("json", "csv", "ndjson"):
        answer = lead.get(reverse("api-readings"), {"format": form})
        assert any("value" in secret for text in texts(answer) for secret in secrets_in(text)), form
