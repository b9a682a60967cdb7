from django.core.management.base import BaseCommand, CommandError

from scrutiny.paper_check import check_papers


class Command(BaseCommand):
    help = "Proves that no frozen paper, and no file of one, was changed, and names what was."

    def handle(self, **options):
        checked = check_papers()
        self.stdout.write(f"{checked.papers} papers and {checked.files} files were read.")
        for fault in checked.faults:
            self.stdout.write(fault)
        for trigger in checked.unprotected:
            self.stdout.write(f"The database's own protection is missing: trigger {trigger}.")
        if not checked.is_whole:
            raise CommandError("The papers are not whole.")
        self.stdout.write("The papers are whole.")
