from django.core.management.base import BaseCommand
from django.utils import timezone

from actions.reminders import arming


class Command(BaseCommand):
    help = "Lets this installation send reminders from this database. A restored backup does not by itself."

    def add_arguments(self, parser):
        parser.add_argument("--off", action="store_true", help="send nothing from now on")

    def handle(self, *, off, **options):
        if off:
            arming.disarm(timezone.now())
            self.stdout.write("No reminder is sent from now on, by any host.")
        else:
            arming.arm(timezone.now())
            self.stdout.write("Reminders are sent from here, at the next sweep.")
