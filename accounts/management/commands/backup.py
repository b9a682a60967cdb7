from contextlib import suppress
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from accounts.backups import CannotBackUp, forget_old_backups, make_backup, place_for_backup
from accounts.models import Sweep


class Command(BaseCommand):
    help = "Writes the whole installation, database and stored files, to one file. People can go on working."

    def add_arguments(self, parser):
        parser.add_argument(
            "file",
            type=Path,
            help="a file, which is replaced if it is there, or a folder for a file named by the moment",
        )
        parser.add_argument(
            "--keep", type=int, help="for a folder: how many to keep there; older ones are deleted"
        )

    def handle(self, *, file, keep, **options):
        folder = file if file.is_dir() else None
        if keep is not None and (folder is None or keep < 1):
            raise CommandError("--keep is for a folder that is there, and keeps 1 or more.")
        at = timezone.now()
        file = place_for_backup(folder, at) if folder else file
        try:
            facts = make_backup(file, at)
        except (CannotBackUp, OSError) as problem:
            words = str(problem) if isinstance(problem, CannotBackUp) else f"No backup was made: {problem}."
            with suppress(DatabaseError):
                Sweep.note_finished("backup", timezone.now(), faults=[words])
            raise CommandError(words) from problem
        Sweep.note_finished("backup", timezone.now(), files=len(facts["members"]) - 1)
        rows = sum(line["rows"] for line in facts["tables"].values())
        self.stdout.write(
            f"{file}: {len(facts['tables'])} tables with {rows:,} rows and {len(facts['members']) - 1:,} "
            "files. The settings and SECRET_KEY are not in it: keep them apart."
        )
        if keep:
            self.stdout.write(f"{len(forget_old_backups(folder, keep))} older ones were deleted.")
