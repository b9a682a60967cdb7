"""Hears the log as production writes it: one JSON object a line."""

import io
import json
import logging
from contextlib import contextmanager

from config.watching import lines


class Heard(io.StringIO):
    @property
    def events(self):
        return [json.loads(line) for line in self.getvalue().splitlines()]

    def only(self, event):
        (found,) = [each for each in self.events if each["event"] == event]
        return found


@contextmanager
def listening(is_plain=False, level=logging.DEBUG):
    heard, root = Heard(), logging.getLogger()
    handler = logging.StreamHandler(heard)
    handler.setFormatter(lines.formatter(is_plain=is_plain, tells_all=False))
    handler.addFilter(lines.keep_arguments)
    before = root.level
    root.addHandler(handler)
    root.setLevel(level)
    try:
        yield heard
    finally:
        root.removeHandler(handler)
        root.setLevel(before)
