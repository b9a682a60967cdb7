"""Print the reading of one report file as JSON; nothing is saved."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from inspections.report_reading import UnreadableReport, read_report


class Command(BaseCommand):
    help = "Reads a published inspection report and prints what it says as one JSON object. Nothing is saved."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the report: PDF, Word (.docx), web page or plain text")
        parser.add_argument("--pages", action="store_true", help="also print the text of each page")

    def handle(self, *args, **options) -> None:
        try:
            report = read_report(options["file"])
        except UnreadableReport as refusal:
            self.stderr.write(str(refusal))
            sys.exit(2)
        self.stdout.write(json.dumps(report.as_dict(pages=options["pages"]), indent=2, ensure_ascii=False))
