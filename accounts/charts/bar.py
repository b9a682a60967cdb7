"""One bar of all actions, cut into the buckets they are in."""

from collections.abc import Iterable
from dataclasses import dataclass

THINNEST = 1.0  # per cent of the bar, so that one action of 500 is still seen
PHONE = 2.8  # pixels of one per cent on a window of 320 pixels
DIGIT, MARGINS = 10, 10
# The other buckets have textures (templates/charts/texture.html), so that colour never stands alone.
SOLID = {"not_started": "#e3e4e5", "accepted": "#3f9766", "sustained": "#0b4a2c"}


@dataclass(frozen=True)
class Part:
    kind: str
    words: str
    number: int
    address: str = ""

    @property
    def solid(self) -> str:
        return SOLID.get(self.kind, "")


@dataclass(frozen=True)
class Segment:
    """`position` is its part's among all parts, those of 0 too: the bar and its key share textures by it."""

    position: int
    part: Part
    left: float
    width: float

    @property
    def middle(self) -> float:
        return round(self.left + self.width / 2, 1)

    @property
    def has_room(self) -> bool:
        """Can the number be written into it, on a phone too?"""
        return self.width * PHONE >= len(str(self.part.number)) * DIGIT + MARGINS


@dataclass(frozen=True)
class Bar:
    parts: tuple[Part, ...]
    segments: tuple[Segment, ...]
    total: int


def bucket_bar(parts: Iterable[Part]) -> Bar:
    parts = tuple(parts)
    if any(part.number < 0 for part in parts):
        raise ValueError("A bucket can't hold fewer than 0 actions.")
    return Bar(parts, tuple(_segments(parts)), sum(part.number for part in parts))


def _segments(parts: tuple[Part, ...]) -> Iterable[Segment]:
    shown = [(position, part) for position, part in enumerate(parts, 1) if part.number]
    left, reach = 0.0, 0.0
    for (position, part), width in zip(shown, _widths([part for _, part in shown]), strict=True):
        reach += width
        # From edge to edge, so that rounding leaves neither gaps nor overlaps.
        yield Segment(position, part, left, round(round(reach, 1) - left, 1))
        left = round(reach, 1)


def _widths(parts: list[Part]) -> list[float]:
    total = sum(part.number for part in parts)
    thin = [part.number * 100 < THINNEST * total for part in parts]
    rest = sum(part.number for part, is_thin in zip(parts, thin, strict=True) if not is_thin)
    room = 100 - THINNEST * sum(thin)
    return [
        THINNEST if is_thin else part.number / rest * room for part, is_thin in zip(parts, thin, strict=True)
    ]
