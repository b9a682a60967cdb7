"""A plan out as a spreadsheet and back in: nothing is lost or doubled, nothing turns into a formula."""

import csv
import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from actions import plan_export, plan_import
from actions.models import Action, PlanImport, ProgressUpdate
from actions.plan_import import Changed
from actions.plan_import.applying import KIND
from tests.actions.team import DEADLINE, TODAY, moment
from tests.factories import make_area, make_inspection, make_post

NASTY = '=HYPERLINK("http://evil.example","open")'
TRACKER = "Ref,Recommendation,Action,Lead officer,By when,Progress\n"


@pytest.fixture
def inspection(team):
    return team.area.inspection


def sheet_of(content, name="Actions"):
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [[cell.value for cell in row] for row in book[name].iter_rows()], book[name]


def exported(team, kind="xlsx", by=None):
    return plan_export.export(Action.objects.of(team.organisation), by or team.lead, TODAY, kind)


def received(team, content, name="tracker.csv", by=None):
    content = content.encode() if isinstance(content, str) else content
    return plan_import.receive(
        team.area.inspection, by or team.lead, moment(), SimpleUploadedFile(name, content)
    )


def tried(team, content, name="tracker.csv", by=None):
    found = received(team, content, name, by)
    lines, mark = plan_import.try_out(found, by or team.lead, moment(1))
    return found, lines, mark


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_plan_that_goes_out_and_comes_back_unchanged_changes_nothing(team, kind):
    team.started(title=NASTY, task="'=1+1\nand a second line", owner=team.post)
    team.open_action(title="-5 days", good_looks_like="'@SUM", due_on=None, owner=None)
    team.accepted(title="+44 is how it begins")
    rows = ProgressUpdate.objects.count()
    found, lines, mark = tried(team, exported(team, kind), f"plan.{kind}")
    assert [line.state for line in lines] == ["same"] * 3, [line.changes or line.refused for line in lines]
    plan_import.apply(found, team.lead, moment(1), mark)
    assert ProgressUpdate.objects.count() == rows


def test_no_cell_of_an_export_is_a_formula(team):
    team.started(title=NASTY).record_progress(team.owner, moment(), "@SUM(A1:A9)")
    for name in ("Actions", "Ledger"):
        _, sheet = sheet_of(exported(team), name)
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    for row in csv.reader(io.StringIO(exported(team, "csv").decode("utf-8-sig"))):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_the_ledger_stands_on_a_sheet_of_its_own_as_far_as_one_may_read_it(team):
    action = team.started()
    action.note(team.lead, moment(), "For officers only.")
    rows, _ = sheet_of(exported(team), "Ledger")
    assert len(rows) == 1 + 3
    told = [cell for row in sheet_of(exported(team, by=team.member), "Ledger")[0] for cell in row]
    assert "For officers only." not in told


def test_a_stranger_exports_no_more_than_the_public_sees(team):
    team.open_action(visibility="officers")
    team.open_action(visibility="public")
    rows, _ = sheet_of(exported(team, by=team.stranger))
    assert len(rows) == 2


def test_a_councils_tracker_becomes_actions_with_an_opening_update_each(team):
    post = make_post(team.organisation, "Head of Fostering")
    tracker = TRACKER + (
        f"A1,{team.area.number},Recruit carers,Head of Fostering,31/03/2027,Twelve have applied\n"
        f"A2,{team.area.words},Open a home,,2027-04-01,\n"
    )
    found, lines, mark = tried(team, tracker)
    assert [line.state for line in lines] == ["new", "new"], [line.refused for line in lines]
    assert not Action.objects.exists(), "The preview kept something."
    plan_import.apply(found, team.lead, moment(1), mark)
    first, second = Action.objects.order_by("number")
    assert (first.title, first.owner, first.due_on) == ("Recruit carers", post, date(2027, 3, 31))
    assert [row.kind for row in first.updates.order_by("number")] == ["opened", "progress"]
    assert "tracker.csv" in first.updates.get(number=1).note
    assert team.area.words in second.good_looks_like
    _, lines, _ = tried(team, tracker)
    assert [line.state for line in lines] == ["same", "same"], [line.changes for line in lines]


def test_changes_go_through_the_verbs(team):
    action = team.open_action(title="Old title")
    post = make_post(team.organisation, "Head of Fostering")
    content = (
        "Reference,Title,Owner,Deadline,Latest update,Confidence,Ledger number\n"
        f"{action.reference},New title,Head of Fostering,1 August 2026,It has begun,At risk,1\n"
    )
    found, lines, mark = tried(team, content)
    assert [label for label, _, _ in lines[0].changes] == [
        "Title", "Owner", "Deadline", "Latest update", "Confidence",
    ]  # fmt: skip
    plan_import.apply(found, team.lead, moment(1), mark)
    action.refresh_from_db()
    assert (action.title, action.owner, action.due_on) == ("New title", post, date(2026, 8, 1))
    assert (action.confidence, action.times_moved) == ("at_risk", 1)
    assert action.updates.count() == 5


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("99,A title,,,", "which area"),
        (",A title,,,", "which area"),
        ("{area},,,,", "no title"),
        ("{area},A title,Somebody Else,,", "no post called"),
        ("{area},A title,,01/02/26,", "4 numbers"),
        ("{area},A title,,31/02/2027,", "no such date"),
        ("{area},A title,,ongoing,", "Write a day"),
        ("{area}," + "x" * 201 + ",,,", "at most 200"),
    ],
)
def test_a_row_that_can_not_come_in_says_why_and_the_others_come_in(team, row, reason):
    content = "Area,Title,Owner,Deadline,Latest update\n" + row.format(area=team.area.number) + "\n"
    content += f"{team.area.number},A good one,,,\n"
    found, lines, mark = tried(team, content)
    assert [line.state for line in lines] == ["refused", "new"]
    assert reason in lines[0].refused
    plan_import.apply(found, team.lead, moment(1), mark)
    assert [action.title for action in Action.objects.all()] == ["A good one"]


def test_two_rows_about_the_same_action_are_not_both_taken(team):
    _, lines, _ = tried(team, f"Area,Title\n{team.area.number},The same\n{team.area.number},The SAME.\n")
    assert [line.state for line in lines] == ["new", "refused"]
    assert "Row 2" in lines[1].refused


def test_a_row_of_another_inspection_is_refused(team):
    make_area(make_inspection(team.organisation, slug="another"))
    _, lines, _ = tried(team, f"Inspection,Area,Title\nanother,{team.area.number},Something\n")
    assert "another inspection" in lines[0].refused


def test_what_was_recorded_since_the_file_was_made_is_not_written_over(team):
    action = team.open_action(title="Old title")
    content = f"Reference,Title,Ledger number\n{action.reference},New title,1\n"
    action.record_progress(team.owner, moment(), "Meanwhile.")
    _, lines, _ = tried(team, content)
    assert "after this file was made" in lines[0].refused


def test_what_changed_between_looking_and_applying_stops_everything(team):
    action = team.open_action(title="Old title")
    content = f"Reference,Area,Title\n{action.reference},,New title\n,{team.area.number},Another\n"
    found, _, mark = tried(team, content)
    action.not_pursue(team.lead, moment(), "It was closed meanwhile.")
    with pytest.raises(Changed) as change:
        plan_import.apply(found, team.lead, moment(1), mark)
    assert change.value.lines[0].refused
    found.refresh_from_db()
    assert found.applied_at is None
    assert Action.objects.count() == 1


def test_a_file_is_applied_once_however_often_the_button_is_pressed(team):
    found, _, mark = tried(team, f"Area,Title\n{team.area.number},Once\n")
    plan_import.apply(found, team.lead, moment(1), mark)
    with pytest.raises(plan_import.AppliedAlready):
        plan_import.apply(PlanImport.objects.get(), team.lead, moment(1), mark)
    assert Action.objects.count() == 1


def test_nobody_but_a_lead_can_bring_anything_in_whatever_door_they_find(team):
    for person in (team.manager, team.owner, team.viewer, team.stranger):
        _, lines, _ = tried(team, f"Area,Title\n{team.area.number},Mine\n", by=person)
        assert [line.state for line in lines] == ["refused"]
        assert "improvement lead" in lines[0].refused


def test_a_lead_can_not_move_the_deadline_that_binds_them_by_a_spreadsheet(team):
    post = make_post(team.organisation, holder=team.lead)
    action = team.open_action(owner=post)
    _, lines, _ = tried(team, f"Reference,Deadline\n{action.reference},2027-01-01\n")
    assert "your own deadline" in lines[0].refused
    assert action.due_on == DEADLINE


def test_many_changes_are_applied_by_a_job(team):
    from accounts import jobs
    from accounts.models import Job

    found, _, mark = tried(team, "Area,Title\n" + "".join(f"{team.area.number},No {n}\n" for n in range(5)))
    job = plan_import.ask_to_apply(found, team.lead, moment(1), mark)
    assert job.kind == KIND
    jobs.run(job.pk, lambda: moment(1))
    assert Job.objects.get().state == Job.State.DONE
    assert Action.objects.count() == 5


def test_a_job_that_finds_the_plan_changed_says_so_and_does_nothing(team):
    from accounts import jobs
    from accounts.models import Job

    found, _, _ = tried(team, f"Area,Title\n{team.area.number},Once\n")
    job = plan_import.ask_to_apply(found, team.lead, moment(1), "another mark")
    jobs.run(job.pk, lambda: moment(1))
    job = Job.objects.get()
    assert (job.state, Action.objects.count()) == (Job.State.FAILED, 0)
    assert "changed since you looked" in job.error


def test_a_file_is_kept_for_a_month_and_no_longer(team):
    content = f"Area,Title\n{team.area.number},Once\n"
    old = received(team, content)
    PlanImport.objects.filter(pk=old.pk).update(made_at=moment(-31))
    kept = received(team, content)
    PlanImport.objects.filter(pk=kept.pk).update(made_at=moment(-29))
    new = received(team, content)
    assert {*PlanImport.objects.all()} == {kept, new}
