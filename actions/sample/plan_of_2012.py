"""The plan for the oldest inspection: twenty areas in three timescales, closed years ago.

Days count from publication. Seen as at a day of that first year, it shows every state.
"""

from actions.sample.lines_of_2012 import LINES


def tell(plan):
    told = {line.area: (_open(plan, line), line) for line in LINES}
    for story, line in told.values():
        _WAYS[line.way](story, line, told)


def _open(plan, line):
    return plan.action(line.area, 14, line.owner, line.title, line.good, due=None, helped_by=line.helped_by)


def _days(story):
    """From publication to the deadline, and never less than a month: some were due at once."""
    return max((story.action.due_on - story.plan.start).days, 45)


def _in_time(story, line, told=None):
    due = _days(story)
    if story.action.due_on < story.plan.day(due):
        story.move(20, due, "“Immediately” needs a day that can be checked: agreed with the inspectorate.")
    story.progress(due - 20, line.begun, confidence="on_track")
    _claim_to_sustained(story, line, due - 5)


def _extended(story, line, told):
    due = _days(story)
    story.progress(due - 30, line.begun, confidence="at_risk")
    if story.action.owner.is_vacant:
        story.move(
            due - 12, due + 60, "The post was vacant for six weeks. The work can be done in two months."
        )
    else:
        story.ask(due - 16, due + 60, "It depends on a partner's rota, which changes only with the quarter.")
        story.grant(due - 12, "Agreed once, with a monthly report to the board.")
    _claim_to_sustained(story, line, due + 55)


def _sent_back_once(story, line, told):
    due = _days(story)
    story.progress(due - 25, line.begun, confidence="on_track")
    story.claim(due - 8, "We believe this is done.", links=[("First summary", f"2013/{line.area}/summary")])
    story.send_back(
        due - 2, "The summary says what was done and not what changed. Show the figures behind it."
    )
    _claim_to_sustained(story, line, due + 25)


def _not_pursued(story, line, told):
    due = _days(story)
    story.progress(due - 60, line.begun, confidence="at_risk")
    story.not_pursued(
        due - 10,
        "The law now gives this to the partnership, whose own plan covers it. Nothing is lost by it.",
    )


def _superseded(story, line, told):
    due = _days(story)
    story.progress(due - 30, line.begun, confidence="off_track")
    story.supersede(
        due - 3,
        told[12][0],
        "One piece of work with the health assessments: the same clinics, the same people.",
    )


def _claim_to_sustained(story, line, day):
    story.claim(day, line.done, links=[(line.proof, f"2013/{line.area}/evidence")])
    story.accept(day + 12, "Seen, and it shows what was promised.", check=day + 190)
    story.sustained(day + 192, "Looked at again with a new sample: it has held.")


_WAYS = {
    "in time": _in_time,
    "extended": _extended,
    "sent back once": _sent_back_once,
    "not pursued": _not_pursued,
    "superseded": _superseded,
}
