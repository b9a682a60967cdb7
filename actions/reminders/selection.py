"""Everything owed and not yet said, person by person, in rounds of so many people."""

from collections import defaultdict

from actions import stages
from actions.models import Reminder
from actions.models.digests import State
from actions.reminders.directory import Directory
from actions.reminders.scope import Scope
from actions.reminders.sources import all_owed

PEOPLE_IN_A_ROUND = 100
AT_ONCE = 500


def rounds(turns_taken, directory=None):
    """Yields [(turn, [owed, ...]), ...] for so many people at a time, whether or not anything is owed."""
    directory = directory or Directory().read_all()
    for start in range(0, len(turns_taken), PEOPLE_IN_A_ROUND):
        yield _round(turns_taken[start : start + PEOPLE_IN_A_ROUND], directory)


def _round(some, directory):
    """A function of its own, so that nothing of a round is still held while the next is read."""
    scope = Scope(some[0].on, frozenset(turn.person for turn in some), directory)
    by_person = defaultdict(list)
    for each in unsaid(owed_to(scope, some), scope.on):
        by_person[each.person].append(each)
    return [(turn, sorted(by_person[turn.person], key=lambda each: each.urgency)) for turn in some]


def owed_to(scope, some, only=None):
    """What is owed to these people now, said or not, each once."""
    turns = {turn.person: turn for turn in some}
    found = {}
    for owed in all_owed(scope, only):
        if turns[owed.person].takes(owed.stage):
            found.setdefault(owed.key, owed)
    return list(found.values())


def unsaid(owed, on):
    said, said_to_a_post = _said({each.matter for each in owed}, on)
    return [
        each for each in owed if each.key not in said and not (each.is_once and each.matter in said_to_a_post)
    ]


def _said(matters, on):
    said, to_a_post = set(), set()
    for some in _in_parts(sorted(matters)):
        rows = Reminder.objects.said(on).filter(matter__in=some).order_by()
        for matter, person, post in rows.values_list("matter", "person_id", "post_id"):
            said.add((matter, person))
            if post is not None:
                to_a_post.add(matter)
    return said, to_a_post


def told_before(owed):
    """{(action, deadline): [(post title or "", day), ...]}: of the escalations, who was told before and when.

    Only what was certainly sent counts as told.
    """
    climbing = [each for each in owed if stages.stage(each.stage).group == stages.Group.ESCALATED]
    actions = sorted({each.id_of("action") for each in climbing})
    told = defaultdict(dict)
    for some in _in_parts(actions):
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


def _in_parts(values):
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]
