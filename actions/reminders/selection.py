"""Everything owed and not yet said, in rounds of so many people."""

from collections import defaultdict

from accounts import prepared
from actions import stages
from actions.models import Reminder
from actions.models.digests import State
from actions.reminders.directory import Directory
from actions.reminders.parts import in_parts
from actions.reminders.scope import Scope
from actions.reminders.sources import all_owed

PEOPLE_IN_A_ROUND = 150


class Round:
    """Some people whose turn it is on one day."""

    def __init__(self, turns_taken, directory):
        self.turns, self.on, self._directory = turns_taken, turns_taken[0].on, directory

    def unsaid(self):
        """{key: owed} in parts, as they are found: one person can be owed more than memory should hold."""
        scope = Scope(self.on, frozenset(turn.person for turn in self.turns), self._directory)
        for some in in_parts(owed_to(scope, self.turns)):
            if found := _unsaid(each_once(some), self.on):
                yield found

    def by_person(self):
        """[(turn, [owed, ...]), ...], whether or not anything is owed."""
        found = {key: owed for some in self.unsaid() for key, owed in some.items()}
        by_person = defaultdict(list)
        for each in found.values():
            by_person[each.person].append(each)
        return [(turn, by_person[turn.person]) for turn in self.turns]


def rounds(turns_taken, directory=None):
    directory = directory or Directory().read_all()
    for start in range(0, len(turns_taken), PEOPLE_IN_A_ROUND):
        yield Round(turns_taken[start : start + PEOPLE_IN_A_ROUND], directory)


def owed_to(scope, turns_taken, only=None):
    """What is owed to these people now, said or not."""
    turns = {turn.person: turn for turn in turns_taken}
    return (owed for owed in all_owed(scope, only) if turns[owed.person].takes(owed.stage))


def each_once(owed):
    """{key: owed}"""
    found = {}
    for each in owed:
        found.setdefault(each.key, each)
    return found


def _unsaid(owed, on):
    said, said_to_a_post = _said({matter for matter, _ in owed}, on)
    return {
        key: each
        for key, each in owed.items()
        if key not in said and not (each.is_once and key[0] in said_to_a_post)
    }


def _said(matters, on):
    said, to_a_post = set(), set()
    for matter, person, post in _SAID.ask_with({"on": prepared.adapted(on)}, sorted(matters)):
        said.add((matter, person))
        if post is not None:
            to_a_post.add(matter)
    return said, to_a_post


def _reminders_said(matters):
    said = Reminder.objects.said(prepared.day(0)).filter(matter__in=matters).order_by()
    return said.values_list("matter", "person_id", "post_id")


# A sweep fills the table of reminders while it asks: a plan for what was there first would be a bad one.
_SAID = prepared.Prepared(_reminders_said, prepared.text, more={prepared.day(0): "on"}, is_planned_once=False)


def told_before(owed):
    """{(action, deadline): [(post title or "", day), ...]}: of the escalations, who was told before and when.

    Only what was certainly sent counts as told.
    """
    climbing = [each for each in owed if stages.stage(each.stage).group == stages.Group.ESCALATED]
    actions = sorted({each.id_of("action") for each in climbing})
    told = defaultdict(dict)
    for some in in_parts(actions):
        rows = Reminder.objects.filter(
            action__in=some,
            stage__in=(stages.OVERDUE.key, stages.ESCALATED_14.key),
            said_in__state=State.SENT,
        )
        for action, deadline, post, day in rows.order_by("said_in__local_date", "pk").values_list(
            "action_id", "deadline", "post__title", "said_in__local_date"
        ):
            told[action, deadline][post or ""] = day
    return {key: list(posts.items()) for key, posts in told.items()}
