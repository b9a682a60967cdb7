from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from actions.reminders import arming


class Command(BaseCommand):
    help = (
        "All that a new release needs before it is started, and the first one too: looks at the settings, brings "
        "the database up to date, collects the pages' style, tries whether files can be kept. Run it again "
        "as often as you like."
    )

    def handle(self, **options):
        self._look_at_settings()
        self._tell("Bringing the database up to date.")
        try:
            call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
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

    def _look_at_settings(self):
        call_command("check", deploy=True, fail_level="ERROR", stdout=self.stdout, stderr=self.stderr)

    def _keep_a_file(self):
        try:
            name = default_storage.save("upgrade", ContentFile(b"Followthrough"))
            default_storage.delete(name)
        except OSError as problem:
            raise CommandError(f"Files can't be kept, look at FILES_URL and VAR_DIR: {problem}") from problem
