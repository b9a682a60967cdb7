from io import StringIO

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.commands import migrate
from django.db import DEFAULT_DB_ALIAS, connections

from accounts.database_roles import as_owner
from accounts.quiet_migrations.patience import be_as_before, be_brief, patiently

ONLY_LOOKS = ("plan", "check_unapplied", "prune")


class Command(migrate.Command):
    """As the owner of the tables, making nobody wait; then the service gets its rights to what is new."""

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--patience",
            type=int,
            default=15 * 60,
            help="On PostgreSQL: for so many seconds ask again for tables that somebody else is using.",
        )

    def handle(self, *args, patience=0, **options):
        connection = connections[options["database"]]
        with as_owner(options["database"]):
            if connection.vendor != "postgresql":
                super().handle(*args, **options)
                return
            self._on_postgresql(connection, patience, args, options)
        only_looks = any(options[name] for name in ONLY_LOOKS)
        if settings.DATABASE_OWNER and connection.alias == DEFAULT_DB_ALIAS and not only_looks:
            self._set_up_roles(options["verbosity"], patience)

    def _on_postgresql(self, connection, patience, args, options):
        def migrate_now():
            be_brief(connection)
            super(Command, self).handle(*args, **options)
            be_as_before(connection)

        patiently(connection, migrate_now, patience, self.stderr.write)

    def _set_up_roles(self, verbosity, patience):
        try:
            out = self.stdout if verbosity else StringIO()
            call_command("database_roles", patience=patience, stdout=out, stderr=self.stderr)
        except CommandError as reason:
            sentence = f"The tables are up to date, but not who may do what with them: {reason}"
            raise CommandError(sentence) from reason
