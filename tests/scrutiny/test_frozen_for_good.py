"""Every way that is known of altering a frozen paper, tried with the application's own credentials."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError

from accounts.database_roles import as_owner
from actions import ledger_triggers
from actions.refusals import AppendOnly
from scrutiny.models import FrozenFile, FrozenPaper, PaperNotice
from tests.application_role import REFUSED
from tests.factories import MORNING, make_meeting
from tests.guards.scrutiny_world import make_frozen
from tests.scrutiny.hall import FIRST, make_hall

MODELS = (FrozenPaper, FrozenFile, PaperNotice)
TABLES = tuple(model._meta.db_table for model in MODELS)
each_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)


@pytest.fixture
def frozen(hall):
    hall.team.started()
    meeting = make_meeting(hall.committee, FIRST)
    return make_frozen(meeting, hall.inspection, hall.team.lead, "the council")


def by_sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def contents():
    return [list(model.objects.order_by("pk").values_list()) for model in MODELS]


@each_model
def test_a_row_that_is_written_is_not_saved_again_or_deleted(frozen, model):
    row = model.objects.first()
    for options in ({}, {"update_fields": ["id"]}, {"force_update": True}):
        with pytest.raises(AppendOnly):
            row.save(**options)
    with pytest.raises(AppendOnly):
        row.delete()


@each_model
def test_no_query_changes_or_removes_rows(frozen, model):
    attacks = ("update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create")
    for attack in attacks:
        with pytest.raises(AppendOnly):
            getattr(model.objects.all(), attack)()
    with pytest.raises(AppendOnly):
        model.objects.all()._raw_delete("default")


@each_model
def test_the_database_refuses_to_change_remove_or_replace_a_row(frozen, model):
    table, before = model._meta.db_table, contents()
    columns = ", ".join(field.column for field in model._meta.concrete_fields)
    copied = f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE id = %s"
    attacks = [
        *(
            f"UPDATE {table} SET {field.column} = {field.column} WHERE id = %s"
            for field in model._meta.fields
        ),
        f"DELETE FROM {table} WHERE id = %s",
    ]
    if connection.vendor == "postgresql":
        attacks.append(f"{copied} ON CONFLICT (id) DO UPDATE SET id = {table}.id")
    else:
        attacks.append(copied.replace("INSERT", "INSERT OR REPLACE", 1))
    for attack in attacks:
        with pytest.raises(DatabaseError, match=REFUSED):
            by_sql(attack, model.objects.first().pk)
    assert contents() == before


@pytest.mark.sqlite
@pytest.mark.parametrize("model", MODELS[:2], ids=lambda model: model.__name__)
def test_another_row_does_not_take_the_place_of_one_though_the_pragma_is_off(frozen, model):
    """By what makes it unique besides its id: the paper, or the name of the file."""
    table, before = model._meta.db_table, contents()
    columns = ", ".join(field.column for field in model._meta.concrete_fields if field.name != "id")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers = OFF")
    try:
        with pytest.raises(DatabaseError, match=REFUSED):
            by_sql(f"INSERT OR REPLACE INTO {table} ({columns}) SELECT {columns} FROM {table}")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA recursive_triggers = ON")
    assert contents() == before


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", [*TABLES, "scrutiny_paper", "inspections_inspection"])
def test_the_database_refuses_to_truncate(table):
    hall = make_hall()
    make_frozen(make_meeting(hall.committee, FIRST), hall.inspection, hall.team.lead, "the council")
    before = contents()
    with pytest.raises(DatabaseError, match=REFUSED):
        by_sql(f"TRUNCATE {table} CASCADE")
    with pytest.raises(DatabaseError):
        by_sql(f"TRUNCATE {table}")
    assert contents() == before


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_whoever_owns_the_tables_is_refused_by_triggers():
    hall = make_hall()
    make_frozen(make_meeting(hall.committee, FIRST), hall.inspection, hall.team.lead, "the council")
    frozen = FrozenPaper.objects.get()
    frozen.add_notice("The figure of area 1 was 12.", frozen.frozen_by, MORNING)
    with as_owner():
        for table in TABLES:
            for attack in ("UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"):
                with pytest.raises(DatabaseError, match="append-only"):
                    by_sql(attack.format(table))


def test_what_a_frozen_paper_hangs_on_is_not_removed(frozen):
    paper = frozen.paper
    for thing in (paper, paper.meeting, paper.meeting.committee, paper.inspection, frozen.frozen_by):
        with pytest.raises(ProtectedError):
            thing.delete()
    with pytest.raises(DatabaseError, match="not removed"):
        by_sql("DELETE FROM scrutiny_paper WHERE id = %s", paper.pk)


def test_the_words_of_the_draft_behind_it_change_nothing_of_what_was_frozen(frozen):
    before = contents()
    type(frozen.paper).objects.filter(pk=frozen.paper_id).update(title="Another", commentary="Later words")
    assert contents() == before


@pytest.mark.parametrize("table", TABLES)
def test_after_all_migrations_no_trigger_is_missing(hall, table):
    assert ledger_triggers.missing(connection, table) == []


def test_a_notice_is_added_beside_the_paper_and_the_paper_stays(frozen):
    before = contents()[:2]
    frozen.add_notice("The figure of area 1 was 12.", frozen.frozen_by, MORNING)
    assert contents()[:2] == before
    assert frozen.notices.count() == 2
