"""An address that names things of two organisations leads nowhere, whoever asks and by whatever method."""

import pytest
from django.db import transaction
from django.urls import reverse

from tests.guards import frames
from tests.guards.access_table import ROWS
from tests.guards.routes import ask
from tests.guards.traces import written_tables
from tests.guards.world import ASSURER, LEAD, MANAGER, MEMBER, OPERATOR, VIEWER


def mixed(row, world):
    """The arguments of one organisation, but for one that is the other's."""
    own, theirs = row.args(world.west), row.args(world.east)
    unlike = [name for name in own if own[name] != theirs[name]]
    for name in unlike if len(unlike) > 1 else ():
        yield own | {name: theirs[name]}


def welcome(row):
    """(method, person): an operator, who is at home in both, and one who is at home in the first."""
    for method, persons in {"GET": row.reads, "POST": row.writes, **row.other_methods}.items():
        inside = [person for person in (LEAD, MANAGER, ASSURER, MEMBER, VIEWER) if person in persons]
        for person in (*inside[:1], *({OPERATOR} & set(persons))):
            yield method, person


@pytest.mark.parametrize("row", [row for row in ROWS if row.args], ids=lambda row: row.route)
@pytest.mark.django_db
def test_things_of_two_organisations_in_one_address_are_found_nowhere(row, world):
    for args in mixed(row, world):
        for method, person in welcome(row):
            with transaction.atomic(), written_tables() as tables, frames.left_out():
                answer = ask(world.client(person), method, reverse(row.route, kwargs=args))
                transaction.set_rollback(True)
            assert answer.status_code == 404, f"{method} {args} as {person}: {answer.status_code}"
            assert not tables, f"{method} {args} as {person} wrote to {tables}"
