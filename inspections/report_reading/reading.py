"""What was read from a report: plain values that know no file format and no database."""

from dataclasses import asdict, dataclass, field
from datetime import date


@dataclass(frozen=True)
class ReadJudgement:
    section: str | None
    name: str
    grade: str | None


@dataclass(frozen=True)
class ReadArea:
    text: str
    kind: str
    section: str | None = None
    subsection: str | None = None
    paragraph: str | None = None
    timescale: str | None = None
    bodies: tuple[str, ...] = ()
    page: int | None = None


@dataclass(frozen=True)
class Doubt:
    """Something the reading was not sure of, and where to look."""

    what: str
    where: str


@dataclass(frozen=True)
class ReadReport:
    authority: str | None = None
    inspectorate: str | None = None
    framework: str | None = None
    started: date | None = None
    ended: date | None = None
    published: date | None = None
    lead_inspector: str | None = None
    judgements: tuple[ReadJudgement, ...] = ()
    areas: tuple[ReadArea, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    pages: tuple[str, ...] = field(default=(), repr=False)
    page_count: int = 0
    sha256: str = ""

    def as_dict(self, *, pages: bool = False) -> dict:
        """The JSON of a reading; `pages` adds the text of each page, for showing beside it."""
        answer = {
            "authority": self.authority,
            "inspectorate": self.inspectorate,
            "framework": self.framework,
            "started": _iso(self.started),
            "ended": _iso(self.ended),
            "published": _iso(self.published),
            "lead_inspector": self.lead_inspector,
            "judgements": [asdict(judgement) for judgement in self.judgements],
            "areas": [
                {
                    "section": area.section,
                    "subsection": area.subsection,
                    "paragraph": area.paragraph,
                    "kind": area.kind,
                    "timescale": area.timescale,
                    "text": area.text,
                    "bodies": list(area.bodies),
                    "page": area.page,
                }
                for area in self.areas
            ],
            "doubts": [asdict(doubt) for doubt in self.doubts],
        }
        if pages:
            answer |= {"pages": list(self.pages), "page_count": self.page_count, "sha256": self.sha256}
        return answer

    @classmethod
    def from_dict(cls, values: dict) -> "ReadReport":
        return cls(
            authority=values.get("authority"),
            inspectorate=values.get("inspectorate"),
            framework=values.get("framework"),
            started=_date(values.get("started")),
            ended=_date(values.get("ended")),
            published=_date(values.get("published")),
            lead_inspector=values.get("lead_inspector"),
            judgements=tuple(ReadJudgement(**each) for each in values.get("judgements", ())),
            areas=tuple(
                ReadArea(**{**each, "bodies": tuple(each["bodies"])}) for each in values.get("areas", ())
            ),
            doubts=tuple(Doubt(**each) for each in values.get("doubts", ())),
            pages=tuple(values.get("pages", ())),
            page_count=values.get("page_count", 0),
            sha256=values.get("sha256", ""),
        )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
