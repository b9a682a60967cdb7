"""A list asks the database as often for thirty rows as for one."""

from functools import partial

import pytest
from django.db import transaction

from tests.guards.access_table import ROWS
from tests.guards.routes import address
from tests.guards.test_forms import readers
from tests.guards.world import LEAD
from tests.query_growth import assert_same_queries_of


def name_of(grow):
    return f"{grow.__module__.rpartition('.')[2]}.{grow.__qualname__}"


# To make thirty of a thing takes longer than to read the pages that list it: so all of these are read.
LISTS = {}
for row in ROWS:
    if row.is_list:
        LISTS.setdefault(row.grow, []).append(row)


def read(row, world):
    """As if no other page had been read before it."""
    person = LEAD if LEAD in row.reads else readers(row)[0]
    with transaction.atomic():
        answer = world.client(person).get(address(row, world.west))
        transaction.set_rollback(True)
    return answer


@pytest.mark.parametrize("grow", LISTS, ids=name_of)
@pytest.mark.django_db
def test_a_list_asks_as_often_for_thirty_rows_as_for_one(grow, world):
    pages = {address(row, world.west): partial(read, row, world) for row in LISTS[grow]}
    with transaction.atomic():
        assert_same_queries_of(pages, lambda number: grow(world, number))
        transaction.set_rollback(True)
