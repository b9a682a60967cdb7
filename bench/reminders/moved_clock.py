"""Runs a programme of Python as if at another moment: who asks django.utils.timezone.now hears it.

    CLOCK_FILE=... python -m bench.reminders.moved_clock manage.py send_reminders
    CLOCK_FILE=... python -m bench.reminders.moved_clock -m celery --app config worker

The file says by how many seconds the clock is ahead of the machine's. It is read at each question, so
that the whole service can be moved at once.
"""

import os
import runpy
import sys
from datetime import timedelta
from pathlib import Path


class MovedClock:
    def __init__(self, file):
        self._file = Path(file)

    def move_to(self, moment):
        """From now on it is this moment, and time goes on from there."""
        self._write((moment - self._machine()).total_seconds())

    def move_on(self, **delta):
        self._write(self._ahead() + timedelta(**delta).total_seconds())

    def install(self):
        from django.utils import timezone

        self._machine = timezone.now
        timezone.now = self.now
        return self

    def now(self):
        return self._machine() + timedelta(seconds=self._ahead())

    def _ahead(self):
        return float(self._file.read_text())

    def _write(self, seconds):
        # In one step, or another process could read half a number.
        fresh = self._file.with_suffix(".new")
        fresh.write_text(str(seconds))
        fresh.replace(self._file)


def main():
    MovedClock(os.environ["CLOCK_FILE"]).install()
    _, *words = sys.argv
    if words[0] == "-m":
        sys.argv = words[1:]
        runpy.run_module(words[1], run_name="__main__", alter_sys=True)
    else:
        sys.argv = words
        runpy.run_path(words[0], run_name="__main__")


if __name__ == "__main__":
    main()
