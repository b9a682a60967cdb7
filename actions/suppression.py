"""Hiding small numbers so that nobody is recognised by them, and so that nothing published gives them away.

A number from 1 to 4 is hidden. Where parts stand beside their total, subtraction would bring it back, so a
second figure goes with it: the total or, where everybody knows the total, the other parts. Which one goes
never depends on how large the others are: a reader who knows the rule could work backwards from that.
"""

from collections.abc import Sequence
from dataclasses import dataclass

SMALL = range(1, 5)
SHOWN_AS = "hidden, because small numbers could point to somebody"


@dataclass(frozen=True)
class Published:
    """None where a figure is hidden."""

    parts: tuple[int | None, ...]
    total: int | None

    @property
    def hides_anything(self) -> bool:
        return self.total is None or None in self.parts


def suppress(parts: Sequence[int], total_is_known: bool = False) -> Published:
    if not any(value in SMALL for value in parts):
        return Published(tuple(parts), sum(parts))
    if total_is_known:
        return Published((None,) * len(parts), suppress_value(sum(parts)))
    return Published(tuple(suppress_value(value) for value in parts), None)


def suppress_value(value):
    """One figure on its own, such as a reading: nothing else is published that it could be taken from."""
    return None if value is not None and value in SMALL else value
