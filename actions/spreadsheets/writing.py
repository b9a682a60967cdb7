import csv
import io
import re
from datetime import date

import xlsxwriter

from actions.spreadsheets.reading import LOOKS_LIKE_A_FORMULA

CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
WIDEST = 60
CELL_LONGEST = 32_767
NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")


def write_xlsx(sheets):
    """`sheets` is {name: (headings, rows)}. Text stays text: it is never a formula, a number or a link."""
    kept = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "d mmmm yyyy",
    }
    with xlsxwriter.Workbook(kept, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "d mmmm yyyy", "valign": "top", "align": "left"})
        for name, (headings, rows) in sheets.items():
            sheet = book.add_worksheet(NOT_IN_A_NAME.sub(" ", name)[:31])
            sheet.freeze_panes(1, 0)
            for place, heading in enumerate(headings):
                sheet.write_string(0, place, heading, bold)
                sheet.set_column(place, place, _width(heading, [row[place] for row in rows]))
            for number, row in enumerate(rows, 1):
                for place, value in enumerate(row):
                    _write_cell(sheet, number, place, value, wrapped, day)
    return kept.getvalue()


def _write_cell(sheet, number, place, value, wrapped, day):
    if value is None or value == "":
        return
    if isinstance(value, date):
        sheet.write_datetime(number, place, value, day)
    elif isinstance(value, int):
        sheet.write_number(number, place, value, wrapped)
    else:
        sheet.write_string(number, place, str(value)[:CELL_LONGEST], wrapped)


def _width(heading, values):
    longest = max((len(str(value)) for value in (heading, *values) if value is not None), default=0)
    return min(max(longest, 8), WIDEST) + 2


def write_csv(headings, rows):
    kept = io.StringIO(newline="")
    writer = csv.writer(kept)
    writer.writerow(headings)
    writer.writerows([_as_csv(value) for value in row] for row in rows)
    # With a mark at its head, without which Excel would take the letters for those of another alphabet.
    return kept.getvalue().encode("utf-8-sig")


def _as_csv(value):
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        return value
    return f"'{value}" if LOOKS_LIKE_A_FORMULA.match(value) else value
