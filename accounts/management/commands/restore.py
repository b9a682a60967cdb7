from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.backups import CannotBackUp, restore_backup


class Command(BaseCommand):
    help = "Puts a backup in the place of everything that is here. Stop the service first."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a file that manage.py backup has written")
        parser.add_argument(
            "--yes", action="store_true", help="do not ask whether what is here may be replaced"
        )

    def handle(self, *, file, yes, **options):
        if (
            not yes
            and input("Everything here is replaced by the backup. Write “restore” to go on: ") != "restore"
        ):
            raise CommandError("Nothing was changed.")
        folder = settings.VAR_DIR / "backups"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            facts, before = restore_backup(file, timezone.now(), folder)
        except CannotBackUp as reason:
            raise CommandError(f"{reason} What was here is still here.") from reason
        # By its name, for it is of an app above this one. No backup arms the host it is put back on.
        apps.get_model("actions", "Arming").objects.create(mark="", armed_at=timezone.now())
        rows = sum(line["rows"] for line in facts["tables"].values())
        self.stdout.write(
            f"The backup of {facts['made_at']} is back: {rows:,} rows and "
            f"{len(facts['members']) - 1:,} files, compared one by one."
        )
        if before:
            self.stdout.write(f"What was here before lies in {before}.")
        self.stdout.write("Reminders wait until you say that this is the installation to send them.")
