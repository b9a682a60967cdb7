"""Reading a resource of the API: its list page by page or streamed whole, and one of it.

A `Resource` says what there is; the two views below are the same for all. Rows come as tuples straight from
the database: to make model instances and serializer fields of each would take longer than all the rest.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from itertools import repeat

from django.db.models import BigIntegerField
from django.http import Http404
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.filters import BadValue
from accounts.viewsets import asked as asking
from accounts.viewsets import streams
from accounts.viewsets.addresses import absolute
from accounts.viewsets.listing import Listing
from accounts.viewsets.pages import Order
from accounts.viewsets.problems import refused_fields
from accounts.viewsets.questions import question
from accounts.viewsets.rendering import Csv, Json, Lines, packed


@dataclass(frozen=True, kw_only=True)
class Resource:
    """`rows(asked)` begins with visible_to(asked.user); `tell(rows, asked)` gives one dict for each row.

    A row is a tuple with the names of `columns`, which is {name: path in the query}; where the path depends
    on the query, `path(queryset, name)` tells it. `tell` gets a whole page at once, so what hangs on the rows
    is asked for once.
    """

    name: str
    one: str
    words: str
    rows: Callable
    tell: Callable
    columns: Mapping[str, str]
    serializer: type
    filters: type | None = None
    orderings: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: {"id": ("pk",)})
    path: Callable | None = None
    key: str = "pk"
    has_past: bool = False
    # Whether `rows` asks `asked` for nothing but its user and the day and moment of the past: SQL is kept.
    is_kept: bool = False
    # (The rows of what existed on the day asked for, the column of its key): there may be many more by now.
    existing: Callable | None = None
    # {filter: the order that has an index for it}, where no other is asked for.
    orders_of_filters: Mapping[str, str] = field(default_factory=dict)
    # What the filters add to the day that is asked for: values of their own in SQL that is kept.
    days_ahead: tuple[timedelta, ...] = ()
    # The ledger number of what is told, for If-Match.
    version: Callable | None = None

    def __hash__(self):
        return hash(self.name)

    @cached_property
    def field_names(self):
        return tuple(self.serializer().fields)

    @cached_property
    def row(self):
        return namedtuple("Row", list(self.columns))

    def found(self, asked):
        rows = self.rows(asked)
        if asked.filters:
            try:
                rows = self.filters(asked).narrowed(rows, asked.filters)
            except BadValue as problem:
                raise refused_fields(problem.errors) from None
        return rows.order_by()

    def one_of(self, asked, key):
        """The one with this key, told; None if there is none that this person may see."""
        if isinstance(key, int) and key > BigIntegerField.MAX_BIGINT:
            # Asked of a column that points elsewhere, SQLite answers such a number with an error.
            return None
        found = question(self, asked).ask_one(key, asked)
        return next(iter(self.tell(self.named(found), asked)), None)

    def named(self, found):
        """With the names of the columns. The values of the order stand behind them, without a name."""
        return list(map(tuple.__new__, repeat(self.row), found))

    def order(self, asked, rows):
        name = asked.ordering or self._usual_order(asked)
        columns = tuple(self._path(rows, column) for column in self.orderings[name.removeprefix("-")])
        return Order(name, columns)

    def _usual_order(self, asked):
        by_filter = (order for name, order in self.orders_of_filters.items() if name in asked.filters)
        return next(by_filter, next(iter(self.orderings)))

    def told(self, rows, order):
        """What is asked of the database: the columns, and behind them the values of the order."""
        return rows.values_list(*[self._path(rows, column) for column in self.columns], *order.columns)

    def _path(self, rows, column):
        return self.path(rows, column) if self.path else self.columns.get(column, column)


def trimmed(told, asked):
    if not asked.fields:
        return told
    return {name: value for name, value in told.items() if name in asked.fields}


class ResourceList(APIView):
    resource: Resource = None
    is_list = True
    renderer_classes = [Json, Csv, Lines]

    def get(self, request, **about):
        resource = self.resource
        asked = asking.read(request, resource, is_list=True)
        asked.pack = streams.InCells if request.accepted_renderer.format == Csv.format else packed
        listing = Listing(resource, asked)
        after = listing.order.read(asked.cursor) if asked.cursor else None
        if request.accepted_renderer.format != Json.format:
            return streams.whole(request, listing, after)
        told, beyond = listing.page(asked.page_size, after)
        cursor = None if beyond is None else listing.order.cursor(beyond)
        return paged(request, [trimmed(each, asked) for each in told], cursor)


def paged(request, results, cursor):
    """One page, and the address of the next one, which begins at the cursor; None at the end."""
    answer, headers = {"results": results, "next": None}, {}
    if cursor is not None:
        query = request.query_params.copy()
        query["cursor"] = cursor
        answer["next"] = absolute(f"{request.path}?{query.urlencode()}")
        headers["Link"] = f'<{answer["next"]}>; rel="next"'
    return Response(answer, headers=headers)


class ResourceItem(APIView):
    resource: Resource = None
    is_list = False
    renderer_classes = [Json]

    def get(self, request, pk):
        asked = asking.read(request, self.resource, is_list=False)
        return one_told(self.resource, asked, pk)


def one_told(resource, asked, key, status=200):
    """The answer that shows one of a resource, with its ETag: also what a write answers with."""
    told = resource.one_of(asked, key)
    if told is None:
        raise Http404
    answer = Response(trimmed(told, asked), status=status)
    if resource.version:
        answer.ledger_number = resource.version(told)
    return answer
