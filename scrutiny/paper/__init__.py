"""A paper about an inspection as plain data: gathered, counted again, and drawn as a page.

What a paper tells is said in docs/domain.md, "Papers". Who draws or exports a document reads nothing else.
"""

from scrutiny.paper.composing import FORMAT, canonical, changes_since, compose, sha256_of
from scrutiny.paper.drawing import draw
from scrutiny.paper.reconciling import Unreconciled, faults, reconcile

__all__ = [
    "FORMAT",
    "Unreconciled",
    "canonical",
    "changes_since",
    "compose",
    "draw",
    "faults",
    "reconcile",
    "sha256_of",
]
