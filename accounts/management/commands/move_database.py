import dj_database_url
from django.core.management.base import BaseCommand, CommandError

from accounts.backups import CannotBackUp, move_to


class Command(BaseCommand):
    help = (
        "Copies everything from this installation's database to an empty one of another kind, and compares."
    )

    def add_arguments(self, parser):
        parser.add_argument("address", help="such as postgres://user:password@host/name")

    def handle(self, *, address, **options):
        try:
            rows = move_to(dj_database_url.parse(address), self.stdout.write)
        except (CannotBackUp, ValueError) as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(
            f"{len(rows)} tables with {sum(rows.values()):,} rows are the same in both: 0 differences. "
            "Set DATABASE_URL to the new address and start again."
        )
