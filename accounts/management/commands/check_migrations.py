from django.core.management.base import BaseCommand, CommandError

from accounts.quiet_migrations.checking import faults


class Command(BaseCommand):
    help = "Says which migrations would make people wait, or break the version that is still running."
    requires_system_checks = ()

    def handle(self, **options):
        found = faults()
        for name, fault in found:
            self.stdout.write(f"{name}: {fault}")
        if found:
            raise CommandError("See docs/migrations.md for how to do these so that nobody waits.")
        self.stdout.write("All migrations can be made while people work.")
