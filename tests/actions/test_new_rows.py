"""Many rows in one statement: every value as it was given, and what is there already as it is."""

import pytest

from actions.models import Reminder
from actions.models.new_rows import add_new
from tests.actions.reminding import at
from tests.actions.team import TODAY

pytestmark = pytest.mark.django_db
NAMES = ("person_id", "organisation_id", "subject", "stage", "deadline", "round", "matter", "noted_on")
NAMES += ("post_id", "said_in_id")
HOSTILE = ("", "NULL", "null", 'a "quoted" one', "back\\slash", "{1,2}", "a, b", "'; --", " %s ", "zwölf\n")


def test_every_value_is_kept_and_nothing_is_written_twice(team):
    digest = team.owner.digests.create(local_date=TODAY, made_at=at(TODAY), next_try_at=at(TODAY))
    fixed = (TODAY, 3)
    rows = [
        (
            team.owner.pk,
            team.organisation.pk,
            words,
            "overdue",
            *fixed,
            f"{place}{words}",
            TODAY,
            None,
            digest.pk,
        )
        for place, words in enumerate(HOSTILE)
    ]
    rows[0] = (*rows[0][:4], None, *rows[0][5:-1], None)
    assert add_new(Reminder, NAMES, rows[1:]) == len(HOSTILE) - 1
    assert add_new(Reminder, NAMES, rows) == 1
    assert set(Reminder.objects.values_list(*NAMES)) == set(rows)
    assert add_new(Reminder, NAMES, []) == 0
