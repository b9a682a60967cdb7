"""A list asks the database as often for thirty rows as for one."""

import pytest
from django.core.paginator import Page
from django.db import transaction
from django.db.models import Model, QuerySet
from django.test.utils import ContextList

from tests.guards.access_table import ROWS
from tests.guards.routes import address
from tests.guards.test_forms import readers
from tests.guards.world import LEAD
from tests.query_growth import assert_same_queries

LISTS = [row for row in ROWS if row.is_list]
PAGES = [row for row in ROWS if row.reads and row.is_page and not row.is_list]


@pytest.mark.parametrize("row", LISTS, ids=lambda row: row.route)
@pytest.mark.django_db
def test_a_list_asks_as_often_for_thirty_rows_as_for_one(row, world):
    person = LEAD if LEAD in row.reads else readers(row)[0]
    with transaction.atomic():
        assert_same_queries(
            world.client(person), address(row, world.west), lambda number: row.grow(world, number)
        )
        transaction.set_rollback(True)


def is_rows(value):
    if isinstance(value, Page):
        value = value.object_list
    if isinstance(value, QuerySet):
        return True
    return isinstance(value, (list, tuple)) and bool(value) and all(isinstance(each, Model) for each in value)


def lists_in(answer):
    layers = answer.context if isinstance(answer.context, ContextList) else []
    return sorted(
        {
            name
            for layer in layers
            for part in getattr(layer, "dicts", [])
            for name, value in part.items()
            if is_rows(value)
        }
    )


@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.route)
@pytest.mark.django_db
def test_a_page_that_shows_rows_is_known_as_a_list(row, world):
    for person in readers(row)[:1]:
        shown = lists_in(world.client(person).get(address(row, world.west)))
        assert not shown or row.not_a_list, f"It shows {', '.join(shown)}: give its row in the table a grow=."
