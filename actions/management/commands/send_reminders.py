from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import Sweep
from actions.reminders import arming, preview, sweeping


class Command(BaseCommand):
    help = (
        "Sends the reminders of whoever's hour has come: from cron every ten minutes where no workers run, "
        "and beside them without harm."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--on", type=date.fromisoformat, help="as if this were the day and everybody's hour had come"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would go out; write nothing")

    def handle(self, *, on, dry_run, **options):
        if dry_run:
            self._say_what_would_go(on)
            return
        Sweep.note_started("reminders", timezone.now())
        result = sweeping.sweep(timezone.now, on=on, tell=self._tell)
        Sweep.note_finished("reminders", timezone.now(), **result)
        for sentence in result.get("faults", []):
            raise CommandError(sentence)
        self._tell("{opened:,} opened, {sent:,} sent, {not_sent:,} not sent.".format(**result))

    def _tell(self, sentence):
        self.stdout.write(sentence)
        self.stdout.flush()

    def _say_what_would_go(self, on):
        mails = lines = 0
        for planned in preview.what_would_go(timezone.now(), on, is_hour_ignored=False):
            mails, lines = mails + 1, lines + len(planned.items)
            self._tell(f"{planned.person.email}")
            for item in planned.items:
                told = " ".join(filter(None, (item["reference"], item["title"])))
                self._tell(f"  {item['label']}: {told} ({item['words']})")
        self._tell(f"{mails:,} mails with {lines:,} lines would go out.")
        if not arming.is_armed():
            self._tell(arming.NOT_ARMED)
