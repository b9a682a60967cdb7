from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from actions.reminders import arming


class Command(BaseCommand):
    help = (
        "All that a release needs before it is started: looks at the settings, brings the database up to "
        "date, collects the pages' style, tries whether files can be kept. Run it again as often as you like."
    )

    def handle(self, **options):
        self._look_at_settings()
        try:
            self._bring_up_to_date()
        except DatabaseError as problem:
            words = " ".join(str(problem).split())
            raise CommandError(f"The database can't be used: {words}") from problem
        self._tell("Collecting the pages' style, scripts and pictures.")
        # Without clearing: people still look at pages of the release before.
        call_command("collectstatic", interactive=False, verbosity=0)
        self._keep_a_file()
        # One that was never armed anywhere is nobody's backup.
        arming.arm_if_new(timezone.now())
        self._tell("Everything is ready for this release to be started.")

    def _tell(self, sentence):
        self.stdout.write(sentence)
        self.stdout.flush()

    def _bring_up_to_date(self):
        if settings.DATABASE_OWNER and not settings.DATABASE_OWNER["PASSWORD"]:
            # One of several hosts, and another one knows the password.
            executor = MigrationExecutor(connection)
            if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
                self._tell("The database is up to date.")
                return
        self._tell("Bringing the database up to date.")
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)

    def _look_at_settings(self):
        call_command("check", deploy=True, fail_level="ERROR", stdout=self.stdout, stderr=self.stderr)

    def _keep_a_file(self):
        try:
            name = default_storage.save("upgrade", ContentFile(b"Followthrough"))
            default_storage.delete(name)
        except OSError as problem:
            raise CommandError(f"Files can't be kept, look at FILES_URL and VAR_DIR: {problem}") from problem
