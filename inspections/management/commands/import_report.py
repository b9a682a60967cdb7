from pathlib import Path

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import Organisation
from inspections import drafts, report_import
from inspections.forms import Review
from inspections.report_reading import UnreadableReport, read_report


class Command(BaseCommand):
    help = "Reads an inspection report and saves the inspection, without anybody checking the reading."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--organisation", required=True, metavar="SLUG", help="its address, such as westmarch"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be saved, and save nothing"
        )

    def handle(self, *, file, organisation, dry_run, **options):
        found = Organisation.objects.filter(slug=organisation).first()
        if found is None:
            raise CommandError(f"There is no organisation with the address “{organisation}”.")
        try:
            report = read_report(file)
        except UnreadableReport as reason:
            raise CommandError(str(reason)) from None
        review = Review.kept(found, drafts.draft_of(report))
        for doubt in report.doubts:
            self.stderr.write(f"Doubt: {doubt.what} ({doubt.where})")
        if not review.is_valid():
            problems = " ".join(str(words) for words, _ in review.errors())
            raise CommandError(f"{problems} Load the report in the browser, where you can mend it.")
        counted = f"{len(report.areas)} areas, {len(report.judgements)} judgements"
        told = f"{review.content()['details']['title']}: {counted}"
        if dry_run:
            self.stdout.write(f"Would save {told}.")
            return
        self.stdout.write(f"Saved {told}, as {self._save(found, file, report).get_absolute_url()}")

    def _save(self, organisation, file, report):
        at = timezone.now()
        try:
            with file.open("rb") as opened:
                reading = report_import.receive(organisation, File(opened), file.name, None, at)
            if reading.draft_number:
                raise CommandError("Somebody is checking this very file in the browser. Nothing was added.")
            report_import.note_read(reading, report)
            review = Review.kept(organisation, reading.draft)
            if not review.is_valid() or review.content()["details"]["edition_of"]:
                raise CommandError(
                    "An inspection of the same kind and fieldwork is here already. Its differences wait "
                    f"to be checked in the browser: {reading.get_absolute_url()}"
                )
            return report_import.save_reading(reading, review.content(), None, at)
        except report_import.AlreadyHere as already:
            raise CommandError(f"{already} It is {already.inspection.get_absolute_url()}") from None
