"""Spreadsheets that are damaged, far too large, or made to do harm: one sentence each, and quickly."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from actions.plan_columns import guess, knows_heading
from actions.spreadsheets import NotRead, read, reading


def table(content, name="plan.xlsx"):
    return read(name, SimpleUploadedFile(name, content), knows_heading)


def book(*rows, before=None):
    kept = openpyxl.Workbook()
    sheet = kept.active
    for row in rows:
        sheet.append(row)
    if before:
        before(sheet)
    content = io.BytesIO()
    kept.save(content)
    return content.getvalue()


def packed(**parts):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("plan.xlsx", b"", "not an XLSX or CSV"),
        ("plan.xlsx", b"PK\x03\x04 and then nothing", "damaged"),
        ("plan.xlsx", b"%PDF-1.7", "not an XLSX or CSV"),
        ("plan.pdf", b"%PDF-1.7", "not an XLSX or CSV"),
        ("plan.csv", b"PK\x03\x04", "not an XLSX or CSV"),
        ("plan.xls", b"\xd0\xcf\x11\xe0", "not an XLSX or CSV"),
        ("plan.csv", b"", "no row of headings"),
        ("plan.csv", b"\n\n\n", "no row of headings"),
        ("plan.csv", b"Title\n", "no row of headings"),
        ("plan.csv", b"apples,pears\n1,2\n", "no row of headings"),
        ("plan.csv", b'Title\n"' + b"x" * 200_000, "can't be read|can be read"),
        ("plan.xlsx", packed(a="b"), "damaged"),
        ("plan.xlsx", packed(**{"[Content_Types].xml": "<broken", "xl__workbook.xml": "<"}), "damaged"),
    ],
)
def test_what_is_no_plan_gets_one_sentence(name, content, sentence):
    with pytest.raises(NotRead, match=sentence):
        table(content, name)


def test_a_file_that_unpacks_to_far_more_is_refused_before_it_is_unpacked():
    bomb = packed(**{"[Content_Types].xml": "x", "xl__sharedStrings.xml": "0" * (41 * 1024 * 1024)})
    assert len(bomb) < 100_000
    with pytest.raises(NotRead, match="unpacks to far more"):
        table(bomb)


def test_a_file_of_thousands_of_parts_is_refused():
    with pytest.raises(NotRead, match="unpacks to far more"):
        table(packed(**{f"part{number}": "" for number in range(reading.MOST_PARTS + 1)}))


def test_a_file_over_the_limit_is_refused_by_its_size():
    with pytest.raises(NotRead, match="larger than 5 MB"):
        table(b"x" * (reading.LARGEST + 1), "plan.csv")


def test_a_million_rows_are_refused_without_reading_them_all():
    content = b"Title\n" + b"a\n" * 1_000_000
    with pytest.raises(NotRead, match="more than 5000 rows"):
        table(content, "plan.csv")


def test_an_empty_row_far_below_does_not_make_a_million_rows():
    content = book(["Title"], ["One"], before=lambda sheet: sheet.cell(1_048_576, 1, "far below"))
    assert [cells for _, cells in table(content).rows] == [["One"]]


def test_a_cell_far_to_the_right_does_not_make_a_wide_table():
    content = book(["Title"], ["One"], before=lambda sheet: sheet.cell(2, 16_384, "far out"))
    assert len(table(content).headings) <= reading.MOST_COLUMNS


def test_a_formula_is_read_by_its_last_value_and_never_run():
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, ["Title", "Area"])
        sheet.write_formula(1, 0, '="Recruit"&" carers"', None, "Recruit carers")
        sheet.write_number(1, 1, 2)
    assert table(kept.getvalue()).rows == [(2, ["Recruit carers", "2"])]


def test_entities_in_its_xml_are_not_expanded_without_end():
    doctype = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9)
    )
    content = book(["Title"], ["One"])
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(kept, "w") as new:
        for part in old.namelist():
            text = old.read(part)
            if part == "xl/workbook.xml":
                text = f"{doctype}]>".encode() + text.replace(b'"Sheet"', b'"&j;"')
            new.writestr(part, text)
    with pytest.raises(NotRead, match="damaged"):
        table(kept.getvalue())


def test_merged_headings_name_their_other_columns_by_letter():
    def merge(sheet):
        sheet.merge_cells("B1:C1")

    found = table(book(["Title", "Owner", None, "Owner"], ["One", "a", "b", "c"], before=merge))
    assert found.headings == ["Title", "Owner", "Column C", "Owner (column D)"]
    assert found.rows == [(2, ["One", "a", "b", "c"])]


def test_headings_may_stand_below_a_title_and_rows_keep_their_numbers():
    found = table(
        book(["Improvement plan 2026"], [None], ["Ref", "Action", "By when"], [None], ["1", "Do", None])
    )
    assert guess(found.headings) == {"reference": 0, "title": 1, "due_on": 2}
    assert found.rows == [(5, ["1", "Do", ""])]


def test_days_numbers_and_texts_become_text():
    noon = datetime.fromisoformat("2026-03-31T12:00")
    found = table(book(["Title", "Deadline"], [noon, date(2026, 3, 31)], [2.0, True]))
    assert [cells for _, cells in found.rows] == [["2026-03-31", "2026-03-31"], ["2", "True"]]


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_comes_as_offices_write_it(coding, delimiter):
    content = delimiter.join(["Title", "Owner"]) + "\r\n" + delimiter.join(["Café – “open”", "b"]) + "\r\n"
    assert table(content.encode(coding), "plan.csv").rows == [(2, ["Café – “open”", "b"])]


def test_characters_that_can_not_be_shown_are_left_out():
    assert table(b"Title\nbe\x07ll\x00\n", "plan.csv").rows == [(2, ["bell"])]
