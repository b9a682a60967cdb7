from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.backups import CannotBackUp, make_backup


class Command(BaseCommand):
    help = "Writes the whole installation, database and stored files, to one file. People can go on working."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="where to put it; an older file of that name is replaced")

    def handle(self, *, file, **options):
        try:
            facts = make_backup(file, timezone.now())
        except CannotBackUp as reason:
            raise CommandError(str(reason)) from reason
        rows = sum(line["rows"] for line in facts["tables"].values())
        self.stdout.write(
            f"{file}: {len(facts['tables'])} tables with {rows:,} rows and {len(facts['members']) - 1:,} "
            "files. The settings and SECRET_KEY are not in it: keep them apart."
        )
