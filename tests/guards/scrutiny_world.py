"""What a place of the guards' world has of scrutiny: a committee, a meeting, a draft and a frozen paper."""

from datetime import date

from accounts.models import ClosureDay
from scrutiny import freezing
from scrutiny import paper as papers
from scrutiny.models import ForwardPlanItem, FrozenFile, FrozenPaper, PaperNotice
from tests.factories import MORNING, make_committee, make_inspection, make_meeting, make_paper

PAST, TO_COME = date(2026, 3, 12), date(2031, 3, 12)


def furnish(place, name: str):
    lead = place.people["lead"]
    committee = make_committee(place.organisation, f"Committee of {name}", slug="scrutiny")
    committee.seat([place.people["member"]], chair=place.people["member"])
    meeting, to_come = make_meeting(committee, PAST), make_meeting(committee, TO_COME)
    draft = make_paper(
        meeting, make_inspection(place.organisation), lead, title=f"Draft of {name}", as_at=MORNING.date()
    )
    place.more |= {
        "committee": committee,
        "meeting": meeting,
        "meeting_to_come": to_come,
        "plan_item": ForwardPlanItem.objects.create(
            committee=committee,
            meeting=to_come,
            inspection=place.more["inspection"],
            words=f"How {name} goes on",
        ),
        "closure_day": ClosureDay.objects.create(
            organisation=place.organisation, day=date(2026, 12, 29), words=f"{name} is closed"
        ),
        "draft": draft,
        "spare_inspection": make_inspection(place.organisation),
        "frozen": make_frozen(meeting, place.more["inspection"], lead, name),
    }


def make_frozen(meeting, inspection, lead, name):
    """Without the files for the office, which take longer to write than all the rest of the world."""
    paper = make_paper(meeting, inspection, lead, title=f"Paper of {name}", as_at=MORNING.date())
    document = papers.compose(paper, MORNING)
    made = {freezing.DOCUMENT: papers.canonical(document), freezing.BODY: papers.draw(document).encode()}
    frozen = FrozenPaper.objects.create(
        paper=paper,
        as_at=paper.as_at,
        known_at=MORNING,
        frozen_at=MORNING,
        frozen_by=lead,
        document=made[freezing.DOCUMENT].decode(),
        sha256=papers.sha256_of(made[freezing.DOCUMENT]),
        manifest={each: papers.sha256_of(content) for each, content in made.items()},
    )
    for each, content in made.items():
        FrozenFile.objects.create(
            frozen=frozen,
            name=each,
            content_type="application/json" if each == freezing.DOCUMENT else "text/html",
            content=content,
            sha256=frozen.manifest[each],
        )
    PaperNotice.objects.create(frozen=frozen, words=f"{name} was misspelt.", noted_at=MORNING, by=lead)
    return frozen
