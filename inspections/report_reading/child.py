"""The reading itself, in a process of its own: takes a file, writes JSON to stdout."""

import json
import sys
from pathlib import Path

from inspections.report_reading import limits


def main(path: str) -> int:
    limits.apply()
    from inspections.report_reading.assembly import read_document
    from inspections.report_reading.document import UnreadableReport
    from inspections.report_reading.formats import read_document_file

    try:
        report = read_document(read_document_file(Path(path)))
    except UnreadableReport as refusal:
        answer = {"refused": str(refusal)}
    except MemoryError:
        answer = {"refused": "", "starved": True}
    else:
        answer = {"report": report.as_dict(pages=True)}
    sys.stdout.write(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
