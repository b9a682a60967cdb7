from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from accounts.database_roles import as_owner
from accounts.quiet_migrations import AddWordIndex
from accounts.quiet_migrations.words import NoTrigrams


class Command(BaseCommand):
    help = (
        "Makes the indexes of words that are missing or were left half-way, while people work. "
        "For PostgreSQL that could not make the extension pg_trgm when it migrated, and can now."
    )

    def handle(self, **options):
        with as_owner():
            if connection.vendor != "postgresql":
                self.stdout.write("SQLite needs none.")
                return
            try:
                for index in self._make_all():
                    self.stdout.write(f"{index.name} is there.")
            except NoTrigrams as reason:
                raise CommandError(str(reason)) from reason

    def _make_all(self):
        loader = MigrationLoader(connection)
        apps = loader.project_state().apps
        for app, index in word_indexes(loader):
            with connection.schema_editor(atomic=False) as schema_editor:
                index.make_while_in_use(schema_editor, apps.get_model(app, index.model_name))
            yield index


def word_indexes(loader):
    """[(app, operation)], each index once: those of a new database are made by other migrations."""
    found = {
        operation.name: (app, operation)
        for (app, _), migration in sorted(loader.disk_migrations.items())
        for operation in migration.operations
        if isinstance(operation, AddWordIndex)
    }
    return list(found.values())
