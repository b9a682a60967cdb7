from django.core.management.base import BaseCommand, CommandError

from accounts.database_roles import CannotSetUp, as_owner, carry_out, missing

ROUNDS = 3


class Command(BaseCommand):
    help = (
        "On PostgreSQL: sets up the role of DATABASE_URL, which the service works as, with the rights of "
        "DATABASE_OWNER_URL. Run it again as often as you like."
    )

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="only say what is missing; 1 if anything is")
        parser.add_argument("--reader", default="", help="a role that may read for reports, made if need be")
        parser.add_argument(
            "--patience",
            type=int,
            default=15 * 60,
            help="for so many seconds ask again for tables that somebody else is using",
        )

    def handle(self, *, check, reader, patience, **options):
        with as_owner():
            try:
                self._check(reader) if check else self._set_up(reader, patience)
            except CannotSetUp as reason:
                raise CommandError(str(reason)) from reason

    def _check(self, reader):
        found = list(missing(reader))
        for step in found:
            self.stdout.write(f"Missing: {step.words}")
        if found:
            raise CommandError(f"{len(found)} steps are missing. Run manage.py database_roles.")
        self.stdout.write("The roles are set up; nothing is missing.")

    def _set_up(self, reader, patience):
        done = 0
        # What a role may do can only be looked at once it is there.
        for _ in range(ROUNDS):
            steps = list(missing(reader))
            for step in steps:
                carry_out(step, patience, self.stderr.write)
                self.stdout.write(step.words)
            done += len(steps)
            if not steps:
                break
        else:
            raise CommandError(
                "Something undoes these steps as soon as they are taken; look at the lines above."
            )
        self.stdout.write(
            f"{done} steps taken." if done else "The roles are set up already; nothing was changed."
        )
