"""What a list of actions can be narrowed by: what it holds, so nothing of anybody else's shows."""

from dataclasses import dataclass

from accounts.models import Post
from actions.models import ProgressUpdate
from actions.statuses import NAMING_OWNERS


@dataclass(frozen=True)
class Offers:
    """`owners` are the ids of posts that own an action or did on some day; None stands for nobody."""

    sections: frozenset
    timescales: frozenset
    themes: frozenset
    bodies: frozenset
    owners: frozenset

    def posts(self):
        """[(id, title), ...] of the owners, with the titles they have now."""
        rows = Post.objects.filter(pk__in=self.owners).values_list("pk", "title")
        return sorted(rows, key=lambda row: row[1].casefold())


def offers_of(actions):
    facts = ("area__section", "area__timescale", "area__theme", "area__bodies__name")
    rows = list(actions.order_by().values_list(*facts).distinct())
    sections, timescales, themes, bodies = (
        (frozenset(each) for each in zip(*rows, strict=True)) if rows else [()] * 4
    )
    return Offers(
        frozenset(filter(None, sections)),
        frozenset(timescales),
        frozenset(filter(None, themes)),
        frozenset(filter(None, bodies)),
        frozenset(_owners(actions)),
    )


def _owners(actions):
    """An earlier day may be asked for, so the present owners are not enough."""
    named = ProgressUpdate.objects.filter(action__in=actions.order_by().values("pk"), kind__in=NAMING_OWNERS)
    return named.order_by().values_list("owner_id", flat=True).distinct()
