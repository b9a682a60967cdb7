import time

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from accounts.database_roles import as_owner
from actions import large_data

WIDTH = 30


class Command(BaseCommand):
    help = (
        "Fills an empty database with an invented country, by bulk, to see how the service bears it. "
        "Run again with larger numbers it goes on from there; it never touches a database with other data."
    )

    def add_arguments(self, parser):
        parser.add_argument("--organisations", type=int, default=150)
        parser.add_argument("--actions", type=int, default=1_000_000)

    @as_owner()  # under rules for rows PostgreSQL copies nothing in
    def handle(self, *, organisations, actions, **options):
        if organisations < 1 or actions < 1:
            raise CommandError("Give at least one organisation and one action.")
        self._began, self._rows = time.monotonic(), 0
        try:
            present = large_data.grow(organisations, actions, timezone.localdate(), self._tell)
        except large_data.OthersDataHere as reason:
            raise CommandError(f"{reason} Nothing was written. Use an empty database.") from reason
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        took = time.monotonic() - self._began
        self.stdout.write(
            f"\nThere are {present:,} actions. {self._rows:,} rows of ledgers took {took:.0f} s."
        )
        self.stdout.write("To prove them: manage.py check_ledger")

    def _tell(self, progress):
        self._rows = progress.rows
        full = WIDTH * progress.actions // progress.of
        bar = "#" * full + "-" * (WIDTH - full)
        per_second = progress.rows / (time.monotonic() - self._began)
        told = f"[{bar}] {progress.actions:,} of {progress.of:,} actions, {per_second:,.0f} rows a second"
        self.stdout.write(f"\r{told}", ending="" if self.stdout.isatty() else "\n")
        self.stdout.flush()
