"""Every door for files, and every file made to do harm: refused in words, or kept where it does none."""

import json
import resource
import time
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import html

from actions.models import Action, PlanImport, Upload
from inspections.models import ReportReading
from tests.config.watching.heard import listening
from tests.factories import MORNING
from tests.guards import tree
from tests.guards.hostile_files import EVIDENCE, HOSTILE, PLAN, REPORT
from tests.guards.routes import ROW_OF, address
from tests.guards.world import LEAD

pytestmark = pytest.mark.django_db
CPU_SECONDS, MEMORY_KILOBYTES = 2, 200 * 1024


@dataclass(frozen=True)
class Door:
    """Where a file comes in: what is taken there, by which field, and the rows it makes."""

    route: str
    takes: str
    field: str
    rows: type

    @property
    def is_api(self):
        return self.route.startswith("api-")


DOORS = (
    Door("note", EVIDENCE, "evidence", Upload),
    Door("note", EVIDENCE, "photograph", Upload),
    Door("api-uploads", EVIDENCE, "file", Upload),
    Door("import-plan", PLAN, "spreadsheet", PlanImport),
    Door("api-import-plan", PLAN, "file", PlanImport),
    Door("load-report", REPORT, "report", ReportReading),
    Door("api-load-report", REPORT, "file", ReportReading),
)
ONE_OF_EACH_SORT = (
    "PDF and page", "SVG with script", "page as PDF", "formulas", "bomb as Excel", "endless list",
    "laughs as Word", "macros as Word", "macros as Excel", "empty", "name with end of text",
    "name with a header", "name of a page", "name of five thousand letters",
)  # fmt: skip
each_door = pytest.mark.parametrize("door", DOORS, ids=lambda door: f"{door.route} {door.field}")


def send(door, world, hostile):
    file = SimpleUploadedFile("file", hostile.make())
    # As it came: Django takes off what stands before the last slash, and so do we.
    file._name = hostile.name
    return world.client(LEAD).post(address(ROW_OF[door.route], world.west), {door.field: file})


def sentences(door, answer):
    """What the person, or the program, is told is wrong."""
    if door.is_api:
        told = json.loads(answer.content)
        return [told["detail"], *map(str, told.get("errors", []))]
    page = html.fromstring(answer.content)
    if answer.status_code == 400:
        return [page.find(".//main").text_content()]
    return [" ".join(each.text_content().split()) for each in page.find_class("govuk-error-message")]


def faults(door, world, label):
    """What is wrong with how this door takes this file, in words."""
    hostile = HOSTILE[label]
    before, clock = set(door.rows.objects.values_list("pk", flat=True)), time.process_time()
    answer = send(door, world, hostile)
    spent = time.process_time() - clock
    if answer.status_code >= 500:
        yield f"answered {answer.status_code}"
    if spent > CPU_SECONDS:
        yield f"took {spent:.1f} s of processor"
    made = door.rows.objects.exclude(pk__in=before)
    if door.takes in hostile.kept:
        yield from ([] if made.count() == 1 else [f"was not kept: {sentences(door, answer)}"])
    elif made:
        yield "was kept"
    elif not any("." in said for said in sentences(door, answer)):
        yield f"was refused without a sentence: {answer.status_code}"
    for row in made:
        yield from faults_of_name(getattr(row, "file_name", None) or row.name)
    made.delete()


def faults_of_name(name):
    odd = [char for char in name if unicodedata.category(char) in ("Cc", "Cf")]
    if odd or "/" in name or "\\" in name or len(name) > 255:
        yield f"is kept under {name[:80]!r}"


@each_door
def test_no_file_made_to_do_harm_gets_in_where_it_could(door, world):
    """All in one, so that memory is measured over all. Pages get a few: the API has the same doors."""
    labels = HOSTILE if door.is_api and door.takes != REPORT else ONE_OF_EACH_SORT
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    wrong = [f"{label}: {fault}" for label in labels for fault in faults(door, world, label)]
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert not wrong, "\n".join(["", *wrong])
    assert grown < MEMORY_KILOBYTES


@each_door
def test_what_is_kept_lies_in_the_folder_of_files_under_a_name_of_ours(door, world):
    for label in ("up the tree", "up the tree by Windows", "from the root", "name of a page"):
        send(door, world, HOSTILE[label])
    folder = Path(settings.MEDIA_ROOT)
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    assert all(name.split("/")[0] in ("evidence", "reports") for name in names)
    assert not [name for name in names if not name.rsplit("/", 1)[1].isalnum()]
    assert not list(folder.parent.glob("*.pdf"))


@pytest.mark.parametrize("label", ["PDF and page", "PNG and page", "page as text", "PDF that acts"])
def test_what_is_kept_as_evidence_comes_back_as_a_download_that_can_do_nothing(world, label):
    hostile, place = HOSTILE[label], world.west
    send(DOORS[0], world, hostile)
    upload = Upload.objects.latest("uploaded_at")
    action = Action.objects.get(pk=upload.action_id)
    found = action.note(place.people[LEAD], MORNING, "See there.", evidence=[upload])
    for route, name in (("evidence", "pk"), ("api-evidence-file", "pk")):
        answer = world.client(LEAD).get(reverse(route, kwargs={name: found.evidence.get().pk}))
        assert b"".join(answer) == hostile.make()
        assert answer["Content-Disposition"].startswith("attachment;")
        assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "html" not in answer["Content-Type"] and "svg" not in answer["Content-Type"]


@pytest.mark.parametrize("door", [DOORS[0], DOORS[3]], ids=["evidence", "plan"])
def test_a_refused_file_is_in_the_log_without_its_name(door, world):
    with listening() as heard:
        send(door, world, HOSTILE["SVG with script"])
    assert heard.only("file_refused")["person"] == world.people[LEAD].pk
    assert "drawing.svg" not in heard.getvalue()


def test_every_form_and_body_that_takes_a_file_is_a_door_of_these():
    fields = {
        f"{tree.named(path)}: {line.split('=')[0].strip()}"
        for path in tree.python(*tree.APPS)
        if "/models/" not in tree.named(path) and "/migrations/" not in tree.named(path)
        for line in path.read_text().splitlines()
        if "FileField(" in line or "ImageField(" in line
    }
    assert {each.split(": ")[1] for each in fields} == {door.field for door in DOORS}, fields


def test_nothing_of_ours_ever_draws_or_unpacks_a_picture():
    """A picture of a few bytes can unfold to gigabytes; nobody here unfolds one."""
    readers = ("PIL", "cv2", "imageio", "cairosvg", "wand")
    found = [
        tree.named(path)
        for path in tree.python(*tree.APPS)
        if any(f"import {name}" in path.read_text() or f"from {name}" in path.read_text() for name in readers)
    ]
    assert not found
