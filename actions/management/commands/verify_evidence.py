from django.core.management.base import BaseCommand, CommandError

from actions import evidence_store
from actions.models import StoredFile


class Command(BaseCommand):
    help = "Reads every file of evidence again and names those that are missing or were altered."

    def handle(self, **options):
        lost = 0
        for found in evidence_store.verify():
            lost += 1
            titles = ", ".join(sorted({evidence.title for evidence in found.stored.evidence.all()}))
            self.stdout.write(f"{found.stored} ({titles or 'not attached'}) {found.sentence}.")
        self.stdout.write(f"{StoredFile.objects.count()} files were read.")
        if lost:
            raise CommandError(f"{lost} of them are missing or altered.")
        self.stdout.write("All of them are what was handed in.")
