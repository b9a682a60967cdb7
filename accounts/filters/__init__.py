"""What the filters of the API have in common: a value is understood, or refused with a sentence."""

from accounts.filters.kinds import (
    DayFilter,
    DayOrMomentFilter,
    DaysFilter,
    NamedRowFilter,
    NumberFilter,
    NumberOrNoneFilter,
    OneOfFilter,
    RowFilter,
    WordFilter,
    WordsFilter,
    YesNoFilter,
    one_named,
)
from accounts.filters.sets import StrictFilterSet
from accounts.filters.values import WITHOUT, BadValue, as_day, as_moment

__all__ = [
    "WITHOUT",
    "BadValue",
    "DayFilter",
    "DayOrMomentFilter",
    "DaysFilter",
    "NamedRowFilter",
    "NumberFilter",
    "NumberOrNoneFilter",
    "OneOfFilter",
    "RowFilter",
    "StrictFilterSet",
    "WordFilter",
    "WordsFilter",
    "YesNoFilter",
    "as_day",
    "as_moment",
    "one_named",
]
