"""Plans out and in as spreadsheets, a leaver's actions handed over, calendars, search: in a real browser."""

import pytest
from django.utils import timezone

from actions import plan_export
from actions.models import Action
from tests.actions.team import make_team, moment
from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.reading import width_of, words_of
from tests.factories import make_post

LONG = "Donaudampfschifffahrtsgesellschaft" * 5
WAYS = pytest.mark.parametrize(("width", "scripts"), [(DESKTOP, True), (PHONE, True), (DESKTOP, False)])


@pytest.fixture
def team(live_server):
    return make_team()


@pytest.fixture
def open_as(open_page, sign_in):
    def open_(person, **options):
        page = open_page(**options)
        sign_in(page, person)
        return page

    return open_


def plan_of(team):
    return f"/organisations/{team.organisation.slug}/inspections/{team.area.inspection.slug}/plan/"


@WAYS
def test_a_spreadsheet_goes_out_is_changed_and_comes_in(open_as, team, tmp_path, width, scripts):
    action = team.started(title="Recruit carers")
    page = open_as(team.lead, width=width, scripts=scripts)
    page.goto(plan_of(team))
    with page.expect_download() as started:
        page.get_by_role("link", name="CSV").click()
    content = started.value.path().read_text("utf-8-sig").replace("Recruit carers", "Recruit and keep carers")
    file = tmp_path / "plan.csv"
    file.write_text(content, "utf-8")
    page.get_by_role("link", name="Bring in a spreadsheet").click()
    page.get_by_label("The spreadsheet").set_input_files(file)
    page.get_by_role("button", name="Read the spreadsheet").click()
    page.get_by_role("button", name="Show what would happen").click()
    assert "1 changed action" in words_of(page)
    page.get_by_role("button", name="Apply these changes").click()
    page.wait_for_url(f"**{plan_of(team)}")
    assert "0 new, 1 changed." in words_of(page)
    action.refresh_from_db()
    assert action.title == "Recruit and keep carers"


@WAYS
def test_everything_a_leaver_owned_is_handed_over(open_as, team, width, scripts):
    successor = make_post(team.organisation, "Successor")
    team.started()
    team.claimed()
    page = open_as(team.lead, width=width, scripts=scripts)
    page.goto(f"/organisations/{team.organisation.slug}/posts/")
    page.get_by_role("link", name="Who holds what").click()
    page.get_by_role("link", name="Hand over its actions").click()
    page.get_by_label("Which post takes them over?").select_option(label="Successor, vacant")
    page.get_by_label("Reason").fill("She has left.")
    page.get_by_role("button", name="Show what would change").click()
    assert "Nothing has changed yet" in words_of(page)
    page.get_by_role("button", name="Hand them over").click()
    page.wait_for_url("**/hand-over/")
    assert "Successor owns 2 actions more now." in words_of(page)
    assert Action.objects.filter(owner=successor).count() == 2


def test_axe_finds_nothing_and_nobody_scrolls_sideways(open_as, team, tmp_path):
    team.started(title=LONG)
    file = tmp_path / f"{LONG[:100]}.csv"
    actions = Action.objects.of(team.organisation)
    exported = plan_export.export(actions, team.lead, timezone.localdate(), "csv").decode("utf-8-sig")
    new = f"\n,99,{LONG},{LONG}\n,,{LONG[:80]},{LONG}\n"
    file.write_text("Reference,Area,Title,Owner" + new + f",{team.area.number},{LONG},\n", "utf-8")
    assert LONG in exported
    for width in (PHONE, DESKTOP):
        page = open_as(team.lead, width=width)
        faults = {}

        def look(name, page=page, faults=faults, width=width):
            wide = width_of(page)
            faults[name] = [*violations(page), *([f"{wide} wide"] if wide > width else [])]

        page.goto(f"{plan_of(team)}import/")
        look("choose")
        page.get_by_label("The spreadsheet").set_input_files(file)
        page.get_by_role("button", name="Read the spreadsheet").click()
        look("columns")
        page.get_by_role("button", name="Show what would happen").click()
        look("preview")
        for address in (
            f"/organisations/{team.organisation.slug}/hand-over/",
            f"/organisations/{team.organisation.slug}/posts/{team.post.pk}/hand-over-actions/",
            "/calendar/",
            "/search/",
            "/search/?q=",
            f"/search/?q={LONG[:34]}",
            "/search/?q=zebra",
        ):
            page.goto(address)
            look(address)
        page.goto("/calendar/")
        page.locator("main").get_by_role("button").last.click()
        look("the address made")
        assert not {name: found for name, found in faults.items() if found}


def test_a_visitor_finds_what_is_public_by_a_few_words(open_page, team):
    team.started(title="Recruit carers").note(team.lead, moment(), "Carers are hard to find.")
    page = open_page(width=PHONE)
    page.goto("/search/")
    page.get_by_label("What are you looking for?").fill("carers")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=carers")
    assert "1 found for “carers”" in words_of(page)
    assert page.locator("mark").first.inner_text() == "carers"
