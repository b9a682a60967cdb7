"""What the run on PostgreSQL leaves out must have nothing to tell there."""

from dataclasses import dataclass, field

import pytest

from tests.parts.statements import chosen_of, kind


@dataclass
class Test:
    nodeid: str
    marks: dict = field(default_factory=dict)
    fixturenames: tuple = ()
    __test__ = False

    def get_closest_marker(self, name):
        return self.marks.get(name)


def seen(*kinds, refused=False):
    return {"kinds": list(kinds), "refused": refused}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("SELECT a FROM b WHERE c IN (%s)", "SELECT a FROM b WHERE c IN (%s, %s, %s)", True),
        ("SELECT a FROM b LIMIT 20", "SELECT a FROM b LIMIT 21", True),
        ("INSERT INTO b VALUES (%s, %s)", "INSERT INTO b VALUES (%s, %s), (%s, NULL)", True),
        ("SELECT a FROM b WHERE c = %s", "SELECT a FROM b WHERE d = %s", False),
        ("SELECT a FROM b ORDER BY c", "SELECT a FROM b ORDER BY c DESC", False),
    ],
)
def test_statements_that_differ_in_their_values_only_are_of_one_kind(one, other, same):
    assert (kind(one) == kind(other)) == same


def test_every_kind_of_statement_is_sent_by_some_test_that_is_chosen():
    notes = {"a": seen("1"), "b": seen("1", "2"), "c": seen("3", "2"), "d": seen("1")}
    assert chosen_of([Test(name) for name in notes], notes) == {"b", "c"}


def test_what_is_about_the_database_is_always_chosen():
    notes = {name: seen("1") for name in ("plain", "both", "commits", "refused")}
    notes |= {"refused": seen("1", refused=True), "by others": seen()}
    both = Test("both", {"both": pytest.mark.both})
    commits = Test("commits", fixturenames=("transactional_db",))
    others = [Test(name) for name in ("plain", "refused", "by others", "not seen before")]
    chosen = chosen_of([both, commits, *others], notes)
    assert chosen == {"both", "commits", "refused", "by others", "not seen before"}
