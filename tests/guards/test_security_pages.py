"""The pages on security name what was looked at: every number once, and only tests that exist."""

import ast
import re

from tests.guards.tree import ROOT, tree_of

PAGES = [ROOT / "docs" / "security.md", *sorted((ROOT / "docs" / "security").glob("*.md"))]
# The last requirement of levels 1 and 2 in each section of ASVS 5.0.0; those of level 3 stand behind them.
LAST = {
    "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1, "3.2": 2,
    "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2, "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4, "5.1": 1, "5.2": 3,
    "5.3": 2, "5.4": 3, "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4, "7.1": 3,
    "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2, "8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1, "9.1": 3,
    "9.2": 4, "10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11, "10.5": 5, "10.6": 2, "10.7": 3, "11.1": 2,
    "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1, "12.1": 3, "12.2": 2, "12.3": 4, "13.1": 1,
    "13.2": 5, "13.3": 2, "13.4": 5, "14.1": 2, "14.2": 4, "14.3": 3, "15.1": 3, "15.2": 3, "15.3": 7,
    "16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3,
}  # fmt: skip
ROW = re.compile(r"^\| (\d+\.\d+)\.(\d+)(?:–(\d+))? \|[^|]*\| (yes|partly|no|n/a) \|", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
SHORT = re.compile(r"\*\*(Not met|Partly):\*\*")


def rows():
    """(number, verdict) of each requirement, those of a range one by one."""
    for page in PAGES:
        for section, first, last, verdict in ROW.findall(page.read_text()):
            for number in range(int(first), int(last or first) + 1):
                yield f"{section}.{number}", verdict


def test_every_requirement_of_levels_one_and_two_has_one_row():
    wanted = {f"{section}.{number}" for section, last in LAST.items() for number in range(1, last + 1)}
    numbers = [number for number, _ in rows()]
    assert sorted(numbers) == sorted(set(numbers))
    assert set(numbers) == wanted
    assert f"all {len(wanted)} requirements" in PAGES[0].read_text()


def test_what_is_not_met_stands_on_the_first_page():
    summary = PAGES[0].read_text()
    summary = summary[SHORT.search(summary).start() :]
    told = {number for number, verdict in rows() if verdict in ("no", "partly")}
    missing = {number for number in told if f"({number}" not in summary and number != "13.2.5"}
    assert not missing


def test_every_test_named_there_exists():
    named = {found for page in PAGES for found in TEST.findall(page.read_text())}
    assert len(named) > 60
    missing = []
    for path, test in sorted(named):
        file = ROOT / path
        if not file.exists():
            missing.append(path)
        elif test and test not in functions_of(file):
            missing.append(f"{path}::{test}")
    assert not missing


def functions_of(file):
    return {node.name for node in ast.walk(tree_of(file)) if isinstance(node, ast.FunctionDef)}
