"""No migration makes people wait, or breaks the version that is still running."""

from django.db.migrations.loader import MigrationLoader

from accounts.quiet_migrations.checking import LAST_UNCHECKED, faults, number
from accounts.quiet_migrations.in_turn import InTurn


def test_every_migration_can_be_made_while_people_work():
    found = [f"{name}: {fault}" for name, fault in faults()]
    assert not found, "See docs/migrations.md."


def test_the_line_before_which_nothing_is_looked_at_is_not_drawn_beyond_what_is_there():
    loader = MigrationLoader(None)
    for app, last in LAST_UNCHECKED.items():
        assert last <= max(number(name) for of, name in loader.disk_migrations if of == app)


def test_a_new_database_gets_by_one_migration_what_others_got_by_many():
    """The same models, fields in the same order; bench/new_database.py compares the tables made of them."""
    in_turn, at_once = InTurn(None).project_state(), MigrationLoader(None).project_state()
    assert in_turn == at_once
    for key, model in at_once.models.items():
        assert list(model.fields) == list(in_turn.models[key].fields), key
