"""Spreadsheets by the pages: what a lead and everybody else meets on the way."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from actions.models import Action, PlanImport
from tests.factories import make_inspection, make_user


@pytest.fixture
def plan_address(team):
    inspection = team.area.inspection
    return f"/organisations/{team.organisation.slug}/inspections/{inspection.slug}/plan/"


def chosen(client, plan_address, content, name="tracker.csv"):
    return client.post(f"{plan_address}import/", {"spreadsheet": SimpleUploadedFile(name, content)})


def test_a_lead_brings_a_tracker_in_by_three_steps(client, team, plan_address):
    client.force_login(team.lead)
    content = f"What we do,Recommendation\nRecruit carers,{team.area.number}\nLost,99\n".encode()
    answer = chosen(client, plan_address, content)
    columns = answer["Location"]
    assert b"Which column is which?" in client.get(columns).content
    preview = client.post(columns, {"title": 0, "area": 1})["Location"]
    page = client.get(preview)
    assert "1 new action" in page.content.decode()
    assert "Give the area&#x27;s number" in page.content.decode()
    assert not Action.objects.exists()
    answer = client.post(preview, {"seen": page.context["mark"]}, follow=True)
    assert "1 new, 0 changed." in answer.content.decode()
    assert Action.objects.get().title == "Recruit carers"
    again = client.get(preview, follow=True)
    assert "has been applied" in again.content.decode()


def test_applying_what_was_not_shown_is_refused(client, team, plan_address):
    client.force_login(team.lead)
    chosen(client, plan_address, f"Title,Area\nRecruit carers,{team.area.number}\n".encode())
    found = PlanImport.objects.get()
    answer = client.post(found.get_absolute_url(), {"seen": "another mark"})
    assert "changed since you looked" in answer.content.decode()
    assert not Action.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("plan.pdf", b"%PDF-1.7", "not an XLSX or CSV file"),
        ("plan.csv", b"", "The file is empty"),
        ("plan.csv", b"nothing,known\n1,2\n", "no row of headings"),
    ],
)
def test_a_file_that_can_not_be_read_is_explained_beside_the_box(
    client, team, plan_address, name, content, sentence
):
    client.force_login(team.lead)
    answer = chosen(client, plan_address, content, name)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not PlanImport.objects.exists()


def test_one_column_can_not_be_two_things(client, team, plan_address):
    client.force_login(team.lead)
    chosen(client, plan_address, b"Title,Area\nA,1\n")
    found = PlanImport.objects.get()
    answer = client.post(f"{found.get_absolute_url()}columns/", {"title": 0, "task": 0})
    assert "already “Title”" in answer.content.decode()
    answer = client.post(f"{found.get_absolute_url()}columns/", {"area": 1})
    assert "Choose the column of the title" in answer.content.decode()


def test_an_unchanged_export_says_that_there_is_nothing_new(client, team, plan_address):
    team.started()
    client.force_login(team.lead)
    plan = client.get(f"{plan_address}download.xlsx")
    assert plan["Content-Disposition"].startswith("attachment")
    columns = chosen(client, plan_address, plan.content, "plan.xlsx")["Location"]
    page = client.get(columns.removesuffix("columns/"))
    assert "There is nothing new in this file." in page.content.decode()


def test_the_pages_ask_no_more_for_a_file_of_many_unchanged_rows(client, team, django_assert_max_num_queries):
    for _ in range(5):
        team.open_action()
    client.force_login(team.lead)
    content = client.get(f"/organisations/{team.organisation.slug}/actions/download.csv").content
    inspection = team.area.inspection
    address = f"/organisations/{team.organisation.slug}/inspections/{inspection.slug}/plan/"
    preview = chosen(client, address, content, "plan.csv")["Location"].removesuffix("columns/")
    with django_assert_max_num_queries(30):
        assert "There is nothing new" in client.get(preview).content.decode()


def test_only_leads_find_the_door_and_strangers_do_not_see_the_house(client, team, plan_address):
    make_inspection(team.organisation)
    for person, expected in (
        (team.manager, 403),
        (team.viewer, 403),
        (team.stranger, 404),
        (make_user(), 404),
    ):
        client.force_login(person)
        assert client.get(f"{plan_address}import/").status_code == expected
    client.force_login(team.viewer)
    assert client.get(f"{plan_address}download.xlsx").status_code == 200
    client.force_login(team.stranger)
    assert client.get(f"{plan_address}download.xlsx").status_code == 404
