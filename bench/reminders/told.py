"""What a proof counts: who was to be told, whose mail came, how often, and whether a repeat is the same."""

import argparse
import sys
from dataclasses import dataclass

from bench.reminders.whole_service import DATABASES


@dataclass
class Told:
    people: int
    reached: int
    lost: int
    repeats: int
    altered_repeats: int
    strangers: int

    @property
    def each_once(self):
        return not (self.lost or self.repeats or self.strangers)


def count(sink, written):
    """Each holder was to be told; the leads may hear something too, and nobody else."""
    wanted, heard = {person.email for person in written.holders}, sink.by_recipient()
    repeated = [mails for mails in heard.values() if len(mails) > 1]
    return Told(
        people=len(wanted),
        reached=len(wanted & set(heard)),
        lost=len(wanted - set(heard)),
        repeats=sum(len(mails) - 1 for mails in repeated),
        # Byte for byte: Message-ID and Date are in it too.
        altered_repeats=sum(len({mail.content for mail in mails}) > 1 for mails in repeated),
        strangers=len(set(heard) - wanted - {person.email for person in written.leads}),
    )


def arguments(description, **numbers):
    """--database and a whole number for each of these, with its usual value."""
    asked = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("--database", choices=DATABASES, default=DATABASES[0])
    for name, usual in numbers.items():
        asked.add_argument(f"--{name.replace('_', '-')}", type=int, default=usual)
    return asked.parse_args()


def finish(title, figures, is_so, service=None):
    print(f"\n{title}")
    for name, value in figures.items():
        print(f"  {name.replace('_', ' '):<36}{value:>12}")
    print(f"  {'proved' if is_so else 'NOT SO':<36}", flush=True)
    if not is_so and service is not None:
        print(service.output()[-4000:], file=sys.stderr)
    return is_so
