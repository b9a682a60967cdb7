"""Hidden small numbers can't be worked out from what is published beside them."""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.suppression import SMALL, Published, suppress, suppress_value


@given(st.lists(st.integers(0, 500), max_size=8), st.booleans())
def test_no_small_number_is_shown_and_none_is_hidden_without_cause(parts, total_is_known):
    shown = suppress(parts, total_is_known)
    assert not any(value in SMALL for value in (*shown.parts, shown.total) if value is not None)
    assert shown.hides_anything == any(value in SMALL for value in parts)


@given(st.lists(st.integers(0, 500), max_size=8), st.booleans())
def test_what_is_shown_is_true(parts, total_is_known):
    shown = suppress(parts, total_is_known)
    assert all(said in (None, value) for said, value in zip(shown.parts, parts, strict=True))
    assert shown.total in (None, sum(parts))


@given(st.lists(st.integers(0, 500), min_size=1, max_size=8))
def test_a_total_never_stands_beside_parts_of_which_only_some_are_hidden(parts):
    for total_is_known in (False, True):
        shown = suppress(parts, total_is_known)
        if shown.total is not None and None in shown.parts:
            assert set(shown.parts) == {None}


@pytest.mark.parametrize("total_is_known", [False, True])
@pytest.mark.parametrize(("cells", "below"), [(1, 14), (2, 14), (3, 11), (4, 8)])
def test_a_reader_who_tries_every_table_there_could_be_is_never_left_with_one(cells, below, total_is_known):
    """The attack itself: all tables of this size, sorted by what would have been published of each."""
    tables = defaultdict(list)
    for parts in product(range(below), repeat=cells):
        tables[suppress(parts, total_is_known)].append(parts)
    for published, candidates in tables.items():
        for place in (place for place, value in enumerate(published.parts) if value is None):
            values = {parts[place] for parts in candidates}
            assert len(values) > 1 or not values <= set(SMALL), (published, candidates)


@pytest.mark.parametrize(("value", "shown"), [(0, 0), (1, None), (4, None), (5, 5), (None, None)])
def test_a_figure_on_its_own(value, shown):
    assert suppress_value(value) == shown


def test_nothing_is_hidden_where_nothing_is_small():
    assert suppress([0, 5, 12]) == Published((0, 5, 12), 17)
