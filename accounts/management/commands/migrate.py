from io import StringIO

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.commands import migrate
from django.db import DEFAULT_DB_ALIAS

from accounts.database_roles import as_owner

ONLY_LOOKS = ("plan", "check_unapplied", "prune")


class Command(migrate.Command):
    """As the owner of the tables; then the role of the service gets its rights to what is new."""

    def handle(self, *args, **options):
        with as_owner(options["database"]):
            super().handle(*args, **options)
        only_looks = any(options[name] for name in ONLY_LOOKS)
        if settings.DATABASE_OWNER and options["database"] == DEFAULT_DB_ALIAS and not only_looks:
            self._set_up_roles(options["verbosity"])

    def _set_up_roles(self, verbosity):
        try:
            call_command("database_roles", stdout=self.stdout if verbosity else StringIO())
        except CommandError as reason:
            sentence = f"The tables are up to date, but not who may do what with them: {reason}"
            raise CommandError(sentence) from reason
