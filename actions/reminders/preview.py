"""What would go out: the very selection of the sweep, with nothing written."""

from typing import NamedTuple

from accounts.models import User
from actions.reminders import selection, turns
from actions.reminders.items import items_of


class Planned(NamedTuple):
    person: User
    items: list
    is_regular: bool


def what_would_go(at, on=None, people=None, is_hour_ignored=True):
    """Yields a Planned for everybody who has no mail for the day yet and is owed one, in rounds of people."""
    whose = turns.turns(at, on, people, is_hour_ignored)
    for some in selection.rounds(whose):
        owing = {turn.person: (turn, owed) for turn, owed in some.by_person() if owed}
        people_by_id = User.objects.in_bulk(owing)
        for pk, (turn, owed) in owing.items():
            yield Planned(people_by_id[pk], items_of(owed), turn.is_regular)
