"""docs/domain.md says what the code does."""

from pathlib import Path

import pytest
from django.conf import settings

from actions import rating, rule_tables
from actions.statuses import Status

PAGE = (Path(settings.BASE_DIR) / "docs" / "domain.md").read_text()


def test_its_tables_are_those_of_the_code():
    assert rule_tables.fill_in(PAGE) == PAGE, "Run: manage.py write_rule_tables"


@pytest.mark.parametrize("name", rule_tables.NAMES)
def test_every_table_has_its_place(name):
    assert f"<!-- rules: {name} -->" in PAGE


def test_the_diagram_names_every_status():
    assert all(f'state "{status.label}" as {status}' in PAGE for status in Status)


def test_the_page_names_the_version_of_the_rating_rule():
    assert f"This is version {rating.VERSION} of the rule" in PAGE
