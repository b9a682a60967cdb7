"""The check of the ledger finds what somebody changed underneath, at the very row."""

from datetime import timedelta
from importlib import import_module
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.database_roles import as_owner
from accounts.models import Sweep
from actions import tasks
from actions.ledger_check import check_ledger
from actions.models import Action, ProgressUpdate
from tests.actions.team import moment
from tests.factories import MORNING

TRIGGERS = [
    import_module("actions.migrations.0002_append_only"),
    import_module("actions.migrations.0009_places_of_earlier_rows"),
]
OF_ROW = "update_id = (SELECT id FROM actions_progressupdate WHERE action_id = %s AND number = %s)"


@pytest.fixture
def action(team):
    """With seven rows, beside another one that nobody touches."""
    team.sustained()
    action = team.accepted()
    action.correct(team.owner, MORNING, 2, "It met twice.")
    action.lapse(team.lead, moment(1), "It did not hold.")
    action.move_deadline(team.lead, moment(1), action.due_on + timedelta(days=9), "Again.")
    return action


def change_triggers(change):
    with as_owner(), connection.schema_editor() as editor:
        for triggers in TRIGGERS:
            getattr(triggers, change)(None, editor)


def underneath(statement, *values):
    """As whoever owns the tables may: with the triggers out of the way."""
    change_triggers("release")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    change_triggers("protect")


def take_out(action, number):
    underneath(f"DELETE FROM actions_change WHERE {OF_ROW}", action.pk, number)
    underneath("DELETE FROM actions_progressupdate WHERE action_id = %s AND number = %s", action.pk, number)


def faulty_rows():
    return {(fault.action, fault.number) for fault in check_ledger().faults}


def test_an_honest_ledger_is_whole(action):
    checked = check_ledger()
    assert checked.is_whole
    assert (checked.actions, checked.rows) == (2, 12)


EDITS = [
    "note = 'It never met.'",
    "impact = 'x'",
    "happened_on = '2026-01-01'",
    "entered_at = '2026-01-01 09:00:00+00:00'",
    "by_id = (SELECT max(id) FROM accounts_user)",
    "by_post = 'Chief Executive'",
    "visibility = 'officers'",
    "kind = 'noted'",
    "confidence = 'off_track'",
    "due_on = '2027-01-01'",
    "forecast_on = '2027-01-01'",
    "owner_id = NULL",
    "check_on = '2027-01-01'",
    "times_moved = 3",
    "seen_sha256s = '[\"x\"]'",
    "withholds = NOT withholds",
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_underneath_is_found_at_the_exact_row(action, edit):
    underneath(f"UPDATE actions_progressupdate SET {edit} WHERE action_id = %s AND number = 3", action.pk)
    assert (action.pk, 3) in faulty_rows()
    assert {number for pk, number in faulty_rows()} <= {3, 4}
    assert all(pk == action.pk for pk, _ in faulty_rows())


@pytest.mark.django_db(transaction=True)
def test_an_edit_with_a_fitting_new_hash_breaks_the_chain_at_the_next_row(action):
    row = action.updates.get(number=3)
    row.note = "It never met."
    underneath(
        "UPDATE actions_progressupdate SET note = %s, hash = %s WHERE id = %s",
        row.note,
        row.hash_now(),
        row.pk,
    )
    assert faulty_rows() == {(action.pk, 4)}


@pytest.mark.django_db(transaction=True)
def test_a_row_taken_out_is_missed(action):
    take_out(action, 6)
    assert (action.pk, 7) in faulty_rows()
    assert any("row 6 is missing" in fault.sentence for fault in check_ledger().faults)


@pytest.mark.django_db(transaction=True)
def test_the_last_row_taken_off_is_seen_by_the_copy(action):
    take_out(action, action.ledger_number)
    assert (action.pk, 0) in faulty_rows()


@pytest.mark.django_db(transaction=True)
def test_a_row_that_the_changes_feed_does_not_know_is_named(action):
    underneath(f"DELETE FROM actions_change WHERE {OF_ROW}", action.pk, 3)
    assert faulty_rows() == {(action.pk, 3)}


@pytest.mark.django_db(transaction=True)
def test_a_copy_that_was_changed_is_named(action):
    underneath("UPDATE actions_action SET status = 'sustained' WHERE id = %s", action.pk)
    assert faulty_rows() == {(action.pk, 0)}


@pytest.mark.django_db(transaction=True)
def test_evidence_put_in_or_changed_is_named_at_the_row_it_hangs_on(action):
    underneath(
        "UPDATE actions_evidence SET sha256 = %s WHERE update_id = "
        "(SELECT id FROM actions_progressupdate WHERE action_id = %s AND number = 3)",
        "0" * 64,
        action.pk,
    )
    assert faulty_rows() == {(action.pk, 3)}


@pytest.mark.django_db(transaction=True)
def test_a_database_without_its_triggers_is_not_called_whole(action):
    change_triggers("release")
    try:
        checked = check_ledger()
    finally:
        change_triggers("protect")
    assert not checked.is_whole
    assert not checked.faults
    assert checked.unprotected


def test_the_command_says_how_much_it_read_and_that_all_is_well(action):
    out = StringIO()
    call_command("check_ledger", stdout=out)
    assert "2 actions and 12 rows were read." in out.getvalue()
    assert "The ledger is whole." in out.getvalue()


@pytest.mark.django_db(transaction=True)
def test_the_command_names_the_row_and_fails(action):
    underneath("UPDATE actions_progressupdate SET note = 'x' WHERE action_id = %s AND number = 3", action.pk)
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("check_ledger", "--action", str(action.pk), stdout=out)
    assert f"Action {action.pk}, row 3: " in out.getvalue()


def test_the_command_knows_no_action_that_is_not_there(db):
    with pytest.raises(CommandError, match="no action"):
        call_command("check_ledger", "--action", "12345")


def test_every_night_the_result_is_noted_for_the_operations_page(action):
    tasks.check_ledger()
    assert Sweep.objects.get(name="ledger check").last_result["fault_count"] == 0


def test_it_asks_as_often_for_many_rows_as_for_few(team, django_assert_num_queries):
    action = team.open_action()
    for _ in range(30):
        action.note(team.owner, MORNING, "Another.")
    assert Action.objects.count() == 1
    assert ProgressUpdate.objects.count() == 31
    with django_assert_num_queries(4):
        check_ledger(Action.objects.all())
