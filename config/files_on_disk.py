"""Files in a folder: whole, or not there at all."""

import os
from contextlib import suppress
from pathlib import Path

from django.core.files.storage import FileSystemStorage


class WholeFileSystemStorage(FileSystemStorage):
    def _save(self, name, content):
        try:
            name = super()._save(name, content)
        except OSError:
            self._remove_half(name, content.size)
            raise
        # The row that tells of it outlives a power cut, so must the file.
        file = Path(self.path(name))
        for path in (file, file.parent):
            made = os.open(path, os.O_RDONLY)
            try:
                os.fsync(made)
            finally:
                os.close(made)
        return name

    def _remove_half(self, name, size):
        """On a full disk the half would take the last room, which a few words would still fit in."""
        half = Path(self.path(name))
        with suppress(OSError):
            # A whole one of that name is the same file, handed in by somebody who was quicker.
            if half.stat().st_size < size:
                half.unlink()
