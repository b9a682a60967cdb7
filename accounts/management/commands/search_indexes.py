from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from accounts.database_roles import as_owner
from accounts.quiet_migrations import AddWordIndexConcurrently
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
        for (app, _), migration in sorted(loader.disk_migrations.items()):
            for operation in migration.operations:
                if isinstance(operation, AddWordIndexConcurrently):
                    with connection.schema_editor(atomic=False) as schema_editor:
                        operation.make(schema_editor, apps.get_model(app, operation.model_name))
                    yield operation
