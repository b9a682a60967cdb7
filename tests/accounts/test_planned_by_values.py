"""PostgreSQL plans most questions once, without their values; those that say so, for the very values."""

import pytest

from accounts.prepared import open_cursor

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


@pytest.mark.parametrize(("is_planned_once", "sent"), [(True, "7 = $1"), (False, "7 = 7")])
def test_values_are_sent_apart_unless_the_plan_is_to_know_them(is_planned_once, sent):
    with open_cursor(is_planned_once) as cursor:
        cursor.execute("SELECT query FROM pg_stat_activity WHERE pid = pg_backend_pid() AND 7 = %s", [7])
        assert sent in cursor.fetchone()[0]
