"""The files of a paper, each written from its document alone and to the same bytes every time.

`FILES` is {name: (content type, function from the document to bytes)}. Nothing here reads the database:
what a paper says was gathered, and checked, before.
"""

from scrutiny.paper_export.slides import write_slides
from scrutiny.paper_export.tables import write_csv, write_json
from scrutiny.paper_export.word import write_word

_OFFICE = "application/vnd.openxmlformats-officedocument."
FILES = {
    "paper.docx": (f"{_OFFICE}wordprocessingml.document", write_word),
    "slides.pptx": (f"{_OFFICE}presentationml.presentation", write_slides),
    "figures.csv": ("text/csv; charset=utf-8", write_csv),
    "figures.json": ("application/json", write_json),
}

__all__ = ["FILES", "write_csv", "write_json", "write_slides", "write_word"]
