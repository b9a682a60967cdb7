from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from accounts import sample as accounts_sample
from actions import sample as actions_sample
from actions.models import Action
from inspections import sample as inspections_sample
from inspections.models import Inspection
from scrutiny import sample as scrutiny_sample


class Command(BaseCommand):
    help = "Loads Westmarch, the invented council, once. A second run changes nothing."

    @transaction.atomic
    def handle(self, **options):
        if not settings.IS_LOCAL:
            raise CommandError("The sample is refused in production: its passwords are known to everybody.")
        if accounts_sample.is_loaded():
            self.stdout.write("The sample council is there already; nothing was changed.")
            return
        today = timezone.localdate()
        organisations = accounts_sample.load()
        inspections = inspections_sample.load(organisations, today)
        actions_sample.load(organisations, inspections, today)
        scrutiny_sample.load(organisations, inspections, today)
        self.stdout.write(
            f"Loaded Westmarch County Council with {len(organisations) - 1} partners, "
            f"{Inspection.objects.count()} inspections and {Action.objects.count()} actions."
        )
