"""A committee with a meeting before it, and an inspection whose team has something to tell."""

from dataclasses import dataclass
from datetime import date, timedelta

from scrutiny import freezing
from scrutiny import paper as papers
from scrutiny.models import Committee, FrozenPaper
from tests.actions.team import Team, make_team
from tests.factories import MORNING, make_committee, make_meeting, make_paper

FIRST, SECOND = date(2026, 3, 12), date(2026, 5, 14)
FROZEN_AT = MORNING + timedelta(days=2)


@dataclass
class Hall:
    team: Team
    committee: Committee

    @property
    def inspection(self):
        return self.team.area.inspection

    def paper(self, held_on=FIRST, as_at=None, **fields):
        meeting = make_meeting(self.committee, held_on)
        as_at = as_at or {FIRST: FROZEN_AT.date(), SECOND: date(2026, 5, 5)}[held_on]
        return make_paper(meeting, self.inspection, self.team.lead, as_at=as_at, **fields)

    def frozen(self, paper=None, at=FROZEN_AT):
        return freezing.freeze(paper or self.paper(), self.team.lead, at)

    def put_before_the_committee(self, at=FROZEN_AT):
        """A frozen paper without its files, which take longer to write than most tests."""
        paper = self.paper()
        document = papers.canonical(papers.compose(paper, at))
        return FrozenPaper.objects.create(
            paper=paper,
            as_at=paper.as_at,
            known_at=at,
            frozen_at=at,
            frozen_by=self.team.lead,
            document=document.decode(),
            sha256=papers.sha256_of(document),
            manifest={},
        )


def make_hall(**organisation):
    team = make_team(**organisation)
    return Hall(team, make_committee(team.organisation))
