from django.conf import settings
from django.core.management.base import BaseCommand

from actions.rule_tables import fill_in


class Command(BaseCommand):
    help = "Writes the tables of docs/domain.md anew from the rules in the code."

    def handle(self, **options):
        page = settings.BASE_DIR / "docs" / "domain.md"
        page.write_text(fill_in(page.read_text()))
        self.stdout.write(f"Written: {page.name}")
