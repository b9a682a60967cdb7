"""Every way that is known of changing or losing a row, tried with the application's own credentials."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError

from accounts.database_roles import as_owner
from actions import ledger_triggers
from actions.models import Action, Evidence, ProgressUpdate, Reading
from actions.refusals import AppendOnly
from tests.application_role import REFUSED
from tests.factories import MORNING, make_measure, make_post

TABLES = ("actions_progressupdate", "actions_evidence", "actions_reading", "actions_change")
ATTACKS = (
    "UPDATE actions_progressupdate SET note = 'x' WHERE id = %s",
    "UPDATE actions_progressupdate SET happened_on = '2020-01-01' WHERE id = %s",
    "DELETE FROM actions_progressupdate WHERE id = %s",
    "UPDATE actions_evidence SET title = 'x' WHERE update_id >= %s",
    "DELETE FROM actions_evidence WHERE update_id >= %s",
)


@pytest.fixture
def row(team):
    return team.claimed().updates.get(number=2)


def by_sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def unchanged(row):
    return ProgressUpdate.objects.get(pk=row.pk).facts() == row.facts()


def test_a_row_that_is_written_can_not_be_saved_again(row):
    row.note = "Something else."
    for options in ({}, {"update_fields": ["note"]}, {"force_update": True}):
        with pytest.raises(AppendOnly):
            row.save(**options)


def test_a_row_can_not_be_deleted(row):
    with pytest.raises(AppendOnly):
        row.delete()


@pytest.mark.parametrize(
    "attack",
    [
        lambda rows: rows.update(note="x"),
        lambda rows: rows.delete(),
        lambda rows: rows.bulk_create([ProgressUpdate(pk=rows[0].pk)], update_conflicts=True),
        lambda rows: rows.bulk_update([rows[0]], ["note"]),
        lambda rows: rows.get_or_create(number=1),
        lambda rows: rows.update_or_create(number=1, defaults={"note": "x"}),
        lambda rows: rows._raw_delete("default"),
        lambda rows: rows.filter(number=1).update(status="accepted"),
    ],
)
def test_no_query_changes_or_removes_rows(row, attack):
    with pytest.raises(AppendOnly):
        attack(ProgressUpdate.objects.filter(action=row.action))


@pytest.mark.parametrize("model", [ProgressUpdate, Evidence, Reading])
def test_the_same_holds_for_evidence_and_readings(model, team):
    for attack in ("update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"):
        with pytest.raises(AppendOnly):
            getattr(model.objects, attack)()


@pytest.mark.parametrize("statement", ATTACKS)
def test_the_database_refuses_to_change_or_remove_a_row(row, statement):
    with pytest.raises(DatabaseError, match=REFUSED):
        by_sql(statement, row.pk)
    assert unchanged(row)


def test_the_database_refuses_to_put_another_row_in_the_place_of_one(row):
    columns = ", ".join(field.column for field in ProgressUpdate._meta.concrete_fields)
    if connection.vendor == "postgresql":
        replace = (
            f"INSERT INTO actions_progressupdate ({columns}) SELECT {columns} FROM actions_progressupdate "
        )
        attack = replace + "WHERE id = %s ON CONFLICT (id) DO UPDATE SET note = 'x'"
    else:
        replace = f"INSERT OR REPLACE INTO actions_progressupdate ({columns}) "
        attack = replace + f"SELECT {columns} FROM actions_progressupdate WHERE id = %s"
    with pytest.raises(DatabaseError, match=REFUSED):
        by_sql(attack, row.pk)
    assert unchanged(row)


@pytest.mark.sqlite
def test_switching_the_pragmas_off_opens_no_way_in(row):
    columns = ", ".join(field.column for field in ProgressUpdate._meta.concrete_fields if field.name != "id")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers = OFF")
    try:
        with pytest.raises(DatabaseError, match=REFUSED):
            by_sql(
                f"INSERT OR REPLACE INTO actions_progressupdate ({columns}) "
                f"SELECT {columns} FROM actions_progressupdate WHERE id = %s",
                row.pk,
            )
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA recursive_triggers = ON")
    assert unchanged(row)


@pytest.mark.sqlite
def test_a_reading_is_not_replaced_by_another_of_its_day_though_the_pragma_is_off(team):
    reading = make_measure(team.area).record_reading(team.lead, MORNING, MORNING.date(), 11)
    columns = "measure_id, taken_on, note, by_id, entered_at"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers = OFF")
    try:
        with pytest.raises(DatabaseError, match=REFUSED):
            by_sql(
                f"INSERT OR REPLACE INTO actions_reading ({columns}, value) "
                f"SELECT {columns}, 4 FROM actions_reading WHERE id = %s",
                reading.pk,
            )
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA recursive_triggers = ON")
    assert Reading.objects.get().value == 11


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_whoever_owns_the_tables_is_refused_by_triggers(row):
    with as_owner():
        for attack in (*ATTACKS, f"TRUNCATE actions_action, {', '.join(TABLES)} CASCADE -- %s"):
            with pytest.raises(DatabaseError, match="append-only"):
                by_sql(attack, row.pk)
        assert unchanged(row)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", [*TABLES, "actions_action"])
def test_the_database_refuses_to_truncate(row, table):
    with pytest.raises(DatabaseError, match=REFUSED):
        by_sql(f"TRUNCATE {table} CASCADE")
    with pytest.raises(DatabaseError):
        by_sql(f"TRUNCATE {table}")
    assert unchanged(row)


def test_an_action_with_a_ledger_can_not_be_deleted_by_any_way(team):
    action = team.open_action()
    for attack in (action.delete, Action.objects.all().delete, Action.objects.filter(pk=action.pk).delete):
        with pytest.raises(AppendOnly):
            attack()
    with pytest.raises(DatabaseError, match="not removed"):
        by_sql("DELETE FROM actions_action WHERE id = %s", action.pk)


def test_nothing_that_a_ledger_hangs_on_can_be_deleted_with_it(team):
    team.claimed()
    inspection = team.area.inspection
    for thing in (team.area, inspection, team.organisation, team.post, team.owner, team.lead):
        with pytest.raises(ProtectedError):
            thing.delete()


@pytest.mark.parametrize("bulk", [True, False])
def test_no_post_is_given_or_loses_an_action_but_by_a_verb(team, bulk):
    action, other = team.open_action(), make_post(team.organisation)
    if bulk:
        with pytest.raises(AppendOnly):
            other.actions.add(action)
    else:
        other.actions.add(action, bulk=False)
    with pytest.raises(AppendOnly):
        team.post.actions.clear()
    assert Action.objects.get().owner == team.post


def test_the_copy_of_the_position_is_moved_by_verbs_only(team):
    action = team.open_action()
    for changes in ({"status": "accepted"}, {"due_on": None}, {"owner": None}, {"ledger_number": 9}):
        with pytest.raises(AppendOnly):
            Action.objects.filter(pk=action.pk).update(**changes)
    with pytest.raises(AppendOnly):
        Action.objects.bulk_update([action], ["status"])
    action.status, action.title = "accepted", "Another title"
    action.save()
    stored = Action.objects.get(pk=action.pk)
    assert (stored.status, stored.title) == ("not_started", "Another title")


@pytest.mark.parametrize("table", TABLES)
def test_after_all_migrations_no_trigger_is_missing(team, table):
    assert ledger_triggers.missing(connection, table) == []


def test_a_correction_needs_a_row_and_can_not_correct_a_correction(team):
    from django.core.exceptions import ValidationError

    action = team.started()
    action.correct(team.owner, MORNING, 2, "It was Tuesday.")
    for number in (3, 9):
        with pytest.raises(ValidationError):
            action.correct(team.owner, MORNING, number, "No, Wednesday.")
