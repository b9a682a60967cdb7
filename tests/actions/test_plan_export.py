from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest

from actions import plan_export
from actions.models import Action


@pytest.mark.parametrize(
    ("entered_at", "day"),
    [
        (datetime(2026, 6, 1, 22, 59, tzinfo=UTC), date(2026, 6, 1)),
        (datetime(2026, 6, 1, 23, 30, tzinfo=UTC), date(2026, 6, 2)),
        (datetime(2026, 1, 5, 23, 30, tzinfo=UTC), date(2026, 1, 5)),
    ],
)
def test_what_was_entered_late_in_a_summer_evening_stands_under_the_day_it_was_here(team, entered_at, day):
    team.open_action(at=entered_at)
    content = plan_export.export(Action.objects.all(), team.lead, day, "xlsx")
    sheet = openpyxl.load_workbook(BytesIO(content))["Ledger"]
    headings = [cell.value for cell in sheet[1]]
    row = dict(zip(headings, [cell.value for cell in sheet[2]], strict=True))
    assert (row["Happened on"].date(), row["Entered on"].date()) == (day, day)
