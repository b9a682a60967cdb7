"""From a report's file to saved areas in a real browser: with scripts or none, by keyboard, on a phone."""

import pytest
from django.utils import timezone

from accounts import jobs
from inspections.models import Area, AreaBody, Inspection
from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.reading import focused, width_of, words_of
from tests.factories import make_area, make_inspection, make_member, make_organisation
from tests.inspections.report_reading import hostile
from tests.inspections.report_reading import stories_of_services as services
from tests.inspections.reports import childrens_report, read_upload, safeguarding_report, save_read

NUMBER = len(services.SAFEGUARDING_AREAS)
FOUND = f"{NUMBER} areas and"


@pytest.fixture(autouse=True)
def files_are_kept_for_one_test(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def report(tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(safeguarding_report())
    return file


@pytest.fixture
def council(live_server):
    return make_organisation("Westmarch County Council", slug="westmarch")


@pytest.fixture
def open_as_lead(open_page, sign_in, council):
    lead = make_member(council, "lead")

    def open_(**options):
        page = open_page(**options)
        sign_in(page, lead)
        return page

    return open_


def do_the_work():
    return jobs.take_up(timezone.now)


@pytest.mark.parametrize(("width", "scripts"), [(DESKTOP, True), (PHONE, True), (DESKTOP, False)])
def test_a_report_goes_from_its_file_to_saved_areas(open_as_lead, report, width, scripts):
    page = open_as_lead(width=width, scripts=scripts)
    page.goto("/organisations/westmarch/inspections/")
    page.get_by_role("button", name="Load a report").or_(
        page.get_by_role("link", name="Load a report")
    ).first.click()
    page.get_by_label("The report").set_input_files(report)
    page.get_by_role("button", name="Read the report").click()
    assert "Waiting for its turn" in words_of(page)
    assert do_the_work() == 1
    page.wait_for_url("**/readings/*/") if scripts else page.reload()
    assert FOUND in words_of(page)
    page.get_by_role("button", name="Drop area 2").click()
    page.get_by_label("Exact words").first.fill("one thing\nanother thing")
    page.get_by_role("button", name="Split area 1").click()
    page.get_by_role("button", name="Save the inspection").first.click()
    page.wait_for_url("**/inspections/slac-2010-01/")
    assert f"saved with {NUMBER} areas" in words_of(page)
    assert list(Area.objects.values_list("words", flat=True)[:2]) == ["one thing", "another thing"]


def test_the_whole_way_by_keyboard(open_as_lead, report):
    page = open_as_lead()
    page.goto("/organisations/westmarch/inspections/load/")
    # The browser's own window for choosing a file is outside the page.
    page.get_by_label("The report").set_input_files(report)
    press(page, "Read the report")
    do_the_work()
    page.wait_for_url("**/readings/*/")
    press(page, "Drop area 1")
    press(page, "Put back")
    press(page, "Save the inspection")
    page.wait_for_url("**/inspections/slac-2010-01/")
    press(page, "Publish")
    assert Inspection.objects.get().is_public
    assert Area.objects.count() == NUMBER


def press(page, words):
    """Tab from where the page begins until the focus is on these words, then Enter."""
    for _ in range(400):
        page.keyboard.press("Tab")
        told = " ".join(focused(page, "textContent").split())
        if told.startswith(words):
            assert focused(page, "matches(':focus-visible')")
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"The keyboard never comes to {words!r}.")


def test_a_file_that_cannot_be_read_is_refused_in_words(open_as_lead, tmp_path):
    bad = tmp_path / "scan.pdf"
    bad.write_bytes(hostile.scanned_pdf())
    page = open_as_lead()
    page.goto("/organisations/westmarch/inspections/load/")
    page.get_by_label("The report").set_input_files(bad)
    page.get_by_role("button", name="Read the report").click()
    do_the_work()
    page.get_by_text("scan").wait_for()
    assert not page.get_by_role("button", name="Try again").count()
    assert violations(page) == []


def make_everything(council):
    """One of each page with something on it, some of it very long."""
    long = "Donaudampfschifffahrtsgesellschaft" * 6
    save_read(read_upload(council, safeguarding_report()))
    area = make_area(Inspection.objects.get(), words=f"{long} {long}", section=long[:200])
    AreaBody.objects.create(area=area, name=long, organisation=make_organisation(long[:150]))
    inspection = make_inspection(council, title=long, slug="long")
    inspection.amend(received_on=inspection.published_on)
    first = save_read(read_upload(council, childrens_report(), "first.txt"))
    words = first.areas.first().words
    return area, read_upload(council, childrens_report(exchange=[(words, f"{words} {long}")]), f"{long}.txt")


PAGES = [
    "/inspections/",
    "/organisations/westmarch/inspections/",
    "/organisations/westmarch/inspections/load/",
    "/organisations/westmarch/inspections/long/",
    "/organisations/westmarch/inspections/slac-2010-01/",
    "/organisations/westmarch/inspections/slac-2010-01/?q=nothing+fits",
    "/organisations/westmarch/inspections/slac-2010-01/details/",
    "/organisations/westmarch/inspections/slac-2010-01/judgements/",
    "/organisations/westmarch/inspections/slac-2010-01/history/",
    "/organisations/westmarch/inspections/long/clocks/publish/",
    "/organisations/westmarch/areas/",
    "/organisations/westmarch/repeat-findings/",
    "{area}",
    "{area}details/",
    "{reading}",
    "{reading}differences/",
]


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_axe_finds_nothing_and_nobody_scrolls_sideways(open_as_lead, council, width):
    area, reading = make_everything(council)
    page = open_as_lead(width=width)
    wrong = {}
    for address in PAGES:
        page.goto(address.format(area=area.get_absolute_url(), reading=reading.get_absolute_url()))
        wide = width_of(page)
        wrong[address] = [*violations(page), *([f"{wide} wide"] if wide > width else [])]
    assert not {address: faults for address, faults in wrong.items() if faults}


def test_axe_finds_nothing_wrong_with_the_mistakes_of_a_review(open_as_lead, council):
    reading = read_upload(council, safeguarding_report())
    page = open_as_lead(width=PHONE)
    page.goto(reading.get_absolute_url())
    page.get_by_label("Exact words").first.fill("")
    page.get_by_label("Title").fill("")
    page.get_by_role("button", name="Save the inspection").first.click()
    assert "There is a problem" in words_of(page)
    page.get_by_role("link", name="Area 1: Enter the words").click()
    assert focused(page, "name") == "a1-words"
    assert violations(page) == []
