from django.core.management.base import BaseCommand, CommandError

from actions.ledger_check import check_ledger
from actions.models import Action


class Command(BaseCommand):
    help = "Proves that no row of the ledger was changed, removed or put in, and names the one that was."

    def add_arguments(self, parser):
        parser.add_argument("--action", type=int, help="check the ledger of one action, by its id")

    def handle(self, *, action, **options):
        checked = check_ledger(None if action is None else Action.objects.filter(pk=action))
        if action is not None and not checked.actions:
            raise CommandError(f"There is no action with the id {action}.")
        self.stdout.write(f"{checked.actions} actions and {checked.rows} rows were read.")
        for fault in checked.faults:
            self.stdout.write(str(fault))
        for trigger in checked.unprotected:
            self.stdout.write(f"The database's own protection is missing: trigger {trigger}.")
        if not checked.is_whole:
            raise CommandError("The ledger is not whole.")
        self.stdout.write("The ledger is whole.")
