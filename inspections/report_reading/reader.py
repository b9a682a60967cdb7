"""Reading a report file safely: a child process with limits does it, so a hostile file harms nobody."""

import hashlib
import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from inspections.report_reading import limits
from inspections.report_reading.document import UnreadableReport
from inspections.report_reading.reading import ReadReport

PROJECT = Path(__file__).resolve().parents[2]
START = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from inspections.report_reading.child import main; sys.exit(main(sys.argv[2]))"
)
TOO_HARD = (
    "This file takes too much time or memory to read, as damaged or hostile files do: "
    "download it again from the inspectorate's website, or print it to a new PDF and upload that."
)
FAILED = (
    "This file could not be read because its inside is damaged: "
    "download it again from the inspectorate's website, or enter the inspection by hand."
)


def read_report(path: Path) -> ReadReport:
    """The reading of a report file, or `UnreadableReport` with one sentence saying why not and what to do."""
    path = Path(path)
    _refuse_what_is_no_file(path)
    answer = _ask_child(path)
    if "report" not in answer:
        raise UnreadableReport(answer.get("refused") or TOO_HARD)
    return replace(ReadReport.from_dict(answer["report"]), sha256=_sha256(path))


def _refuse_what_is_no_file(path: Path) -> None:
    try:
        if path.is_dir():
            raise UnreadableReport(f"{path} is a folder: name the report file in it.")
        if not path.is_file():
            raise UnreadableReport(f"There is no file {path}: check its name.")
        with path.open("rb"):
            pass
    except (OSError, ValueError):
        raise UnreadableReport(
            f"The file {path} can't be opened: check its name and who may read it."
        ) from None


def _ask_child(path: Path) -> dict:
    command = [sys.executable, "-I", "-c", START, str(PROJECT), str(path.resolve())]
    environment = {
        name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT", "TMPDIR") if name in os.environ
    }
    # A Celery worker is a daemon and may start no multiprocessing children; a plain process it may.
    child = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        cwd=PROJECT,
        start_new_session=True,
    )
    try:
        output, complaint = child.communicate(timeout=limits.WALL_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.communicate()
        raise UnreadableReport(TOO_HARD) from None
    if child.returncode < 0:
        raise UnreadableReport(TOO_HARD)
    try:
        return json.loads(output)
    except ValueError:
        _tell(child.returncode, complaint)
        raise UnreadableReport(FAILED) from None


def _tell(exit_code: int, complaint: bytes) -> None:
    """Only the kind of its last exception: the rest may be words of the report."""
    import structlog  # Here, for the child comes by this module too, and would spend half its start on it.

    last = complaint.decode(errors="replace").strip().rpartition("\n")[2].partition(":")[0]
    log = structlog.get_logger(__name__)
    log.error("report_reading_broke_off", exit_code=exit_code, exception_kind=last[:80])


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
