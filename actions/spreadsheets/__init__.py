"""Tables as XLSX and CSV: written so that nothing becomes a formula, read so that nothing does harm."""

from actions.spreadsheets.reading import NotRead, Table, read
from actions.spreadsheets.writing import write_csv, write_xlsx

__all__ = ["NotRead", "Table", "read", "write_csv", "write_xlsx"]
