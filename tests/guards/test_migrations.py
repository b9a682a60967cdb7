"""No migration makes people wait, or breaks the version that is still running."""

from django.db.migrations.loader import MigrationLoader

from accounts.quiet_migrations.checking import LAST_UNCHECKED, faults, number


def test_every_migration_can_be_made_while_people_work():
    found = [f"{name}: {fault}" for name, fault in faults(MigrationLoader(None))]
    assert not found, "See docs/migrations.md."


def test_the_line_before_which_nothing_is_looked_at_is_not_drawn_beyond_what_is_there():
    loader = MigrationLoader(None)
    for app, last in LAST_UNCHECKED.items():
        assert last <= max(number(name) for of, name in loader.disk_migrations if of == app)
