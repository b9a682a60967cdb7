"""What a request asks for besides its filters. A parameter that is not known, or not understood, is a 400."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from accounts.filters import BadValue, as_day, as_moment
from accounts.viewsets.problems import refused_fields

SIZE, MOST = 50, 500
OF_ITEMS = {"fields", "format"}
OF_LISTS = {*OF_ITEMS, "cursor", "ordering", "page_size"}
OF_THE_PAST = {"as_at", "known_at"}


def as_it_is(told):
    return told


@dataclass
class Asked:
    """`on` is the day the answer speaks of. With `known_at`, what was entered later is left out.

    `pack` makes of a dict that is told again and again what is told faster. `told_once` is for such dicts and
    lives as long as the request: in a list that is pulled whole they are as they were when it came to them.
    `filters` are {name: value}, understood, with the keys of rows in place of their names.
    """

    user: object
    at: datetime
    today: date
    as_at: date | None = None
    known_at: datetime | None = None
    fields: frozenset = frozenset()
    ordering: str = ""
    cursor: str = ""
    page_size: int = SIZE
    filters: dict = field(default_factory=dict)
    pack: Callable = as_it_is
    told_once: dict = field(default_factory=dict)

    @property
    def on(self):
        return self.as_at or self.today

    def wants(self, name):
        return not self.fields or name in self.fields

    @property
    def speaks_of_the_past(self):
        return self.as_at is not None or self.known_at is not None


def read(request, resource, is_list):
    """The parameters of a request for a resource; everything that is wrong with them is said at once."""
    given, errors = request.query_params, {}
    own = (OF_LISTS if is_list else OF_ITEMS) | (OF_THE_PAST if resource.has_past else set())
    filters = set(resource.filters.base_filters) if is_list and resource.filters else set()
    for name, values in given.lists():
        if name not in own | filters:
            errors[name] = _unknown(name, own | filters)
        elif len(values) > 1:
            errors[name] = "Give it once."
        elif not values[0]:
            errors[name] = "Give it a value, or leave it out."
        elif "\0" in values[0]:
            errors[name] = "It has a letter in it that no text has."
    at = timezone.now()
    asked = Asked(user=request.user, at=at, today=timezone.localdate(at))
    for name, read_one in READERS.items():
        if name in own & set(given) and name not in errors:
            try:
                setattr(asked, name, read_one(given[name], asked, resource))
            except ValueError as problem:
                errors[name] = str(problem)
    texts = {name: given[name] for name in filters & set(given) if name not in errors}
    asked.filters = _understood(resource.filters, texts, asked, errors)
    if errors:
        raise refused_fields(errors)
    return asked


def _understood(filters, texts, asked, errors):
    """Rows are looked for by their names when nothing else is wrong."""
    if not texts:
        return {}
    try:
        understood = filters.understood(texts)
        return {} if errors else filters(asked).found(understood)
    except BadValue as problem:
        errors |= problem.errors
        return {}


def read_page(request):
    """(how many, the cursor) for an address that takes nothing besides them."""
    given, errors = request.query_params, {}
    read_parameters = {"page_size": SIZE, "cursor": ""}
    for name, values in given.lists():
        if name == "format":
            continue
        if name not in read_parameters:
            errors[name] = _unknown(name, {"format", *read_parameters})
        elif len(values) > 1 or not values[0]:
            errors[name] = "Give it one value, or leave it out."
        else:
            try:
                read_parameters[name] = READERS[name](values[0], None, None)
            except ValueError as problem:
                errors[name] = str(problem)
    if errors:
        raise refused_fields(errors)
    return read_parameters["page_size"], read_parameters["cursor"]


def refuse_parameters(request):
    """For an address that takes none besides the format."""
    errors = {name: _unknown(name, {"format"}) for name in request.query_params if name != "format"}
    if errors:
        raise refused_fields(errors)


def _unknown(name, known):
    return f"“{name}” is not known here. Known are: {', '.join(sorted(known))}."


def _past_day(text, asked, resource):
    day = as_day(text)
    if day > asked.today:
        raise ValueError("This day is still to come. Give today or an earlier day.")
    return day


def _past_moment(text, asked, resource):
    moment = as_moment(text)
    if moment > asked.at:
        raise ValueError("This moment is still to come. Give an earlier one.")
    return moment


def _fields(text, asked, resource):
    known = resource.field_names
    wanted = [each.strip() for each in text.split(",")]
    strange = [each for each in wanted if each not in known]
    if strange:
        raise ValueError(f"“{strange[0]}” is not a field. The fields are: {', '.join(known)}.")
    return frozenset(wanted)


def _ordering(text, asked, resource):
    if text.removeprefix("-") not in resource.orderings:
        names = ", ".join(resource.orderings)
        raise ValueError(f"“{text}” is not an order. Give one of {names}; a - before it turns it round.")
    return text


def _page_size(text, asked, resource):
    if not text.isascii() or not text.isdigit() or len(text) > 9 or not 1 <= int(text) <= MOST:
        raise ValueError(f"Give a number from 1 to {MOST}.")
    return int(text)


READERS = {
    "as_at": _past_day,
    "known_at": _past_moment,
    "fields": _fields,
    "ordering": _ordering,
    "page_size": _page_size,
    "cursor": lambda text, asked, resource: text,
}
