"""One list as one person asks for it, page after page.

Most who read know no more than their next page: visitors who ask for all, in the order of the key. For them
nothing in the query varies but where it begins, so its SQL is kept; Django would need longer to write it than
the database to answer it.
"""

from functools import lru_cache

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError

from accounts import prepared
from accounts.viewsets import windows
from accounts.viewsets.asked import Asked
from accounts.viewsets.pages import NOT_OURS
from accounts.viewsets.problems import refused_fields


class Listing:
    def __init__(self, resource, asked):
        self.resource, self.asked = resource, asked
        self.order = resource.order_by_key(asked)
        is_plain = self.order is not None and not asked.filters
        self.is_helped = is_plain and windows.are_needed(asked)
        self.is_kept = is_plain and _is_everybodys(resource, asked)
        # What is wrong with the filters is found out here, before an answer begins.
        self.rows = None if self.is_kept else resource.found(asked)
        self.order = self.order or resource.order(asked, self.rows)

    def page(self, size, after=None):
        """(the dicts, the values at which the next page begins; None at the end)."""
        found = self._kept(after, size + 1) if self.is_kept else self._asked(after, size + 1)
        has_more = len(found) > size
        found, number = found[:size], len(self.resource.columns)
        make = self.resource.row._make
        told = self.resource.tell([make(each[:number]) for each in found], self.asked)
        return told, found[-1][number:] if has_more else None

    def _asked(self, after, wanted):
        told = self._beyond(after)
        if self.is_helped:
            near = windows.read(told, self.order, after, wanted)
            if near is not None:
                return near
        return list(told[:wanted])

    def _beyond(self, after):
        try:
            rows = self.rows if after is None else self.rows.filter(self.order.after(after))
        except (ValidationError, ValueError, TypeError):
            raise refused_fields({"cursor": NOT_OURS}) from None
        return self.resource.told(rows, self.order)

    def _kept(self, after, wanted):
        try:
            start = self.order.beginning if after is None else int(after[0])
        except (ValueError, TypeError):
            raise refused_fields({"cursor": NOT_OURS}) from None
        if self.is_helped:
            every = windows.every(self.resource.rows(VISITOR).model, self.order, [start])
            for times in windows.STRETCHES:
                found = _sql(self.resource, self.order, wanted, times).ask([start])
                if len(found) == wanted or not windows.are_beyond(every, wanted * times):
                    return found
        return _sql(self.resource, self.order, wanted, None).ask([start])


# It knows no day and no moment, so that nothing that depends on them can be kept unnoticed.
VISITOR = Asked(user=AnonymousUser(), at=None, today=None)


def _is_everybodys(resource, asked):
    """Somebody who reads as a visitor would after publishing is an AnonymousUser of another kind."""
    return resource.is_kept and type(asked.user) is AnonymousUser and not asked.speaks_of_the_past


@lru_cache(maxsize=128)
def _sql(resource, order, wanted, times):
    def make(starts):
        rows = resource.rows(VISITOR).order_by()
        told = resource.told(rows.filter(order.after(starts)), order)
        if times is not None:
            told = windows.narrowed(told, windows.every(rows.model, order, starts), wanted * times)
        return told[:wanted]

    return prepared.Prepared(make, prepared.number)
