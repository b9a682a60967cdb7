"""What changed in an organisation, its posts and its roles: field by field, by whom and when."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import CharField, Q, Value

from accounts.models import ClosureDay, Membership, Organisation, Post, User

KINDS = {"organisation": Organisation, "post": Post, "role": Membership, "closure": ClosureDay}
DEEDS = {"+": "Added", "~": "Changed", "-": "Removed"}


@dataclass(frozen=True)
class Change:
    at: datetime
    by: str
    deed: str
    about: str
    fields: list = field(default_factory=list)


def entries(organisation, after=None):
    """What a page of the history is cut from; `after` an entry, those that are older."""
    return newest_first(
        {
            kind: model.history.filter(**{"id" if model is Organisation else "organisation": organisation.pk})
            for kind, model in KINDS.items()
        },
        after,
    )


def newest_first(histories, after=None):
    """(moment, history id, kind) of every change in {kind: rows}, the newest first."""
    first, *others = (_entries(rows, kind, after) for kind, rows in histories.items())
    return first.union(*others, all=True).order_by("-history_date", "-history_id", "of_kind")


def _entries(rows, kind, after):
    if after:
        moment, number, its_kind = after
        at_once = {"history_id__lte" if kind > its_kind else "history_id__lt": number}
        rows = rows.filter(Q(history_date__lt=moment) | Q(history_date=moment, **at_once))
    named = rows.annotate(of_kind=Value(kind, output_field=CharField()))
    return named.order_by().values_list("history_date", "history_id", "of_kind")


def described(keys):
    """The changes behind some keys of `entries`, in their order; the names in them are read all at once."""
    keys = list(keys)
    rows, before = {}, {}
    for kind, model in KINDS.items():
        wanted = {number for _, number, its_kind in keys if its_kind == kind}
        if not wanted:
            continue
        found = list(model.history.filter(history_id__in=wanted).select_related("history_user"))
        earlier = model.history.filter(id__in={row.id for row in found}).order_by(
            "id", "history_date", "history_id"
        )
        last = None
        for row in earlier:
            if row.history_id in wanted:
                before[kind, row.history_id] = last if last and last.id == row.id else None
            last = row
        rows.update({(kind, row.history_id): row for row in found})
    names = _Names(rows.values(), before.values())
    return [_change(kind, rows[kind, number], before.get((kind, number)), names) for _, number, kind in keys]


class _Names:
    """Names for the people and posts that rows point at, also those long gone."""

    def __init__(self, *groups):
        people, posts = set(), set()
        for row in (row for group in groups for row in group if row is not None):
            people |= {getattr(row, "user_id", None), getattr(row, "holder_id", None)}
            posts.add(getattr(row, "reports_to_id", None))
        self._people = dict(User.objects.filter(pk__in=people - {None}).values_list("pk", "name"))
        self._posts = dict(Post.objects.filter(pk__in=posts - {None}).values_list("pk", "title"))

    def shown(self, row, name):
        field_ = row._meta.get_field(name)
        value = getattr(row, field_.attname)
        if value is None:
            return "nobody" if name == "holder" else "no post"
        if name in ("user", "holder"):
            return self._people.get(value, "somebody no longer here")
        if name == "reports_to":
            return self._posts.get(value, "a post since removed")
        if isinstance(value, bool):
            return "yes" if value else "no"
        return dict(field_.flatchoices).get(value, value) or "nothing"


def _change(kind, row, earlier, names):
    return Change(
        at=row.history_date,
        by=str(row.history_user or "The system"),
        deed=DEEDS[row.history_type],
        about=_about(kind, row, names),
        fields=_differences(row, earlier, names) if earlier is not None and row.history_type == "~" else [],
    )


def _about(kind, row, names):
    if kind == "role":
        return f"Role of {names.shown(row, 'user')}: {row.get_role_display()}"
    if kind == "closure":
        return f"Closure day: {row.day:%-d %B %Y}, {row.words}"
    return f"Post: {row.title}" if kind == "post" else f"Organisation: {row.name}"


def _differences(row, earlier, names):
    return [
        (
            tracked.verbose_name.capitalize(),
            names.shown(earlier, tracked.name),
            names.shown(row, tracked.name),
        )
        for tracked in row.tracked_fields
        if getattr(row, tracked.attname) != getattr(earlier, tracked.attname)
    ]
