"""A country's worth of invented data, by bulk: plans whose ledgers are as whole as those the verbs write.

The same numbers give the same data but for ids. It only ever grows: what was stopped goes on where it stood.
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count

from accounts.models import Organisation, User
from actions.large_data import councils, plans, reports, tables
from actions.models import Action
from inspections.models import Inspection

AT_ONCE = 2000
# Actions of one inspection: mostly a hundred, sometimes few, sometimes many.
SIZES = (20, 60, 100, 100, 100, 140, 240)


class OthersDataHere(Exception):
    """This database holds something that was not seeded."""


@dataclass(frozen=True)
class Progress:
    actions: int
    of: int
    rows: int


def grow(organisations, actions, on, tell=lambda progress: None):
    """Until there are so many organisations and actions, in pieces each of which is whole. `on`: today."""
    must_be_ours()
    numbers = range(1, organisations + 1)
    with transaction.atomic():
        councils.found(numbers)
    there = councils.read(numbers)
    inspected = [council for number, council in there.items() if not councils.is_trust(number)]
    present, rows = Action.objects.count(), 0
    for batch in _batches(_missing(inspected, actions, on)):
        with transaction.atomic():
            tables.write_freely()
            areas = reports.write(batch)
            reports.write_measures(batch, areas, on)
            rows += plans.write(batch, areas, on)
        present += sum(count for *_, count in batch)
        tell(Progress(present, max(actions, present), rows))
    return present


def must_be_ours():
    """Real data can't be told from these once they are mixed, and rows of a ledger are never removed."""
    strange = Organisation.objects.exclude(slug__regex=rf"^{councils.MARK}\d+$").first()
    if strange is not None:
        raise OthersDataHere(f"This database holds an organisation that was not seeded: {strange}.")
    people = User.objects.exclude(email__endswith=f"@{councils.ADDRESSES}").exclude(is_superuser=True)
    if people.exists():
        raise OthersDataHere(
            f"This database holds people who were not seeded: {people.count()} of them, besides operators."
        )


def _missing(inspected, actions, on):
    """Unsaved inspections with the number of actions each is to have, council by council."""
    of_actions = dict(
        Action.objects.order_by()
        .values_list("area__inspection__organisation")
        .annotate(Count("pk"))
        .values_list("area__inspection__organisation", "pk__count")
    )
    of_inspections = dict(
        Inspection.objects.order_by()
        .values_list("organisation")
        .annotate(Count("pk"))
        .values_list("organisation", "pk__count")
    )
    lacking = actions - sum(of_actions.values())
    each, left_over = divmod(actions, len(inspected))
    for place, council in enumerate(inspected):
        pk = council.organisation.pk
        missing = each + (place < left_over) - of_actions.get(pk, 0)
        number = of_inspections.get(pk, 0)
        while missing > 0 and lacking > 0:
            number += 1
            luck = councils.luck_of(council.number, number)
            count = min(luck.choice(SIZES), missing, lacking)
            yield council, reports.draw_up(council, number, luck, on), luck, count
            missing, lacking = missing - count, lacking - count


def _batches(drawn):
    batch, size = [], 0
    for each in drawn:
        batch.append(each)
        size += each[-1]
        if size >= AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
