"""A list asks the database as often for thirty rows as for one."""

import pytest
from django.db import transaction

from tests.guards.access_table import ROWS
from tests.guards.routes import address
from tests.guards.test_forms import readers
from tests.guards.world import LEAD
from tests.query_growth import assert_same_queries

LISTS = [row for row in ROWS if row.is_list]


@pytest.mark.parametrize("row", LISTS, ids=lambda row: row.route)
@pytest.mark.django_db
def test_a_list_asks_as_often_for_thirty_rows_as_for_one(row, world):
    person = LEAD if LEAD in row.reads else readers(row)[0]
    with transaction.atomic():
        assert_same_queries(
            world.client(person), address(row, world.west), lambda number: row.grow(world, number)
        )
        transaction.set_rollback(True)
