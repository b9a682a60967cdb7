"""What an event does to the reminders that follow: which it stops, which begin anew, which go on.

The answers fall out of `stages` and of what makes a reminder one and the same. Here they are in words, for
docs/domain.md; each row has its test in tests/actions/test_reminder_effects.py.
"""

from dataclasses import dataclass

GOES_ON = "goes on"
STOPS = "stops"


@dataclass(frozen=True)
class Effect:
    key: str
    event: str
    deadline: str = GOES_ON
    silence: str = GOES_ON
    escalation: str = GOES_ON


EFFECTS = (
    Effect(
        "progress",
        "progress is recorded",
        silence="begins anew",
        escalation="is counted anew from that day; a step told for this deadline is not told again",
    ),
    Effect("claimed", "it is claimed done", STOPS, STOPS, STOPS),
    Effect(
        "sent_back",
        "the claim is sent back",
        "goes on under the old deadline, at the stage reached by then",
        "begins anew",
        "is counted from the claim",
    ),
    Effect("asked", "an extension is asked for", escalation="waits for the decision"),
    Effect("refused", "an extension is refused", escalation="goes on from where it stood"),
    Effect(
        "granted", "an extension is granted", "begins anew for the new deadline", escalation="begins anew"
    ),
    Effect("moved", "the deadline is moved", "begins anew for the new deadline", escalation="begins anew"),
    Effect(
        "handed_over",
        "another post becomes the owner",
        "stops for the old owner; the new one is told the stage now reached",
        "is told to the new owner",
        "is counted anew from that day, and told to those above the new owner",
    ),
    Effect(
        "new_holder",
        "another person takes the owning post",
        "the new holder is told the stage now reached",
        "is told to the new holder",
    ),
    Effect(
        "vacated",
        "the owning post falls vacant",
        "is told to the first held post above, else to the leads",
        "is told to the same",
        "begins one post further up",
    ),
    Effect("closed", "it is accepted, not pursued or superseded", STOPS, STOPS, STOPS),
    Effect(
        "taken_up",
        "it is reopened, or lapses",
        "goes on under the old deadline, at the stage now reached",
        "begins anew",
        "goes on under the old deadline",
    ),
    Effect("words", "a note, a correction or other details are written"),
)
