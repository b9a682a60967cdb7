"""The file of a backup: a ZIP of the database, every stored file, and a list of what must be in it."""

import hashlib
import json
import os
import zipfile
from contextlib import contextmanager
from pathlib import Path

from accounts.backups.refusal import CannotBackUp

FORMAT = 1
LIST, DATABASE, FILES = "manifest.json", "database", "files/"
PIECE = 1024 * 1024


class Writer:
    def __init__(self, path):
        # Made beside its place: a backup that breaks off never looks like one, nor replaces an old one.
        self._path, self._half = Path(path), Path(path).with_name(f".{Path(path).name}.half")
        self.members = {}

    def __enter__(self):
        try:
            handle = os.open(self._half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        except OSError as problem:
            raise CannotBackUp(f"{self._path} can't be written: {problem.strerror}.") from problem
        self._file = os.fdopen(handle, "wb")
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        return self

    def add(self, name, source):
        digest, size = hashlib.sha256(), 0
        with self._zip.open(name, "w", force_zip64=True) as target:
            while piece := source.read(PIECE):
                digest.update(piece)
                size += target.write(piece)
        self.members[name] = {"bytes": size, "sha256": digest.hexdigest()}

    def finish(self, facts):
        text = json.dumps({"format": FORMAT, **facts, "members": self.members}, indent=1, sort_keys=True)
        self._zip.writestr(LIST, text)
        self._zip.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._half.replace(self._path)

    def __exit__(self, *_):
        self._zip.close()
        self._file.close()
        self._half.unlink(missing_ok=True)


@contextmanager
def opened(path):
    """The archive and its list, once the list is one that we understand."""
    try:
        with zipfile.ZipFile(path) as archive:
            facts = json.loads(archive.read(LIST))
            if facts.get("format") != FORMAT:
                raise CannotBackUp(
                    f"{path} is a backup of another format ({facts.get('format')}): "
                    "use the version that made it."
                )
            yield archive, facts
    except OSError as problem:
        raise CannotBackUp(f"{path} can't be read: {problem.strerror}.") from problem
    except (zipfile.BadZipFile, KeyError, ValueError) as problem:
        raise CannotBackUp(f"{path} is not a whole backup of Followthrough: {problem}.") from problem


def verify(archive, facts):
    """Every member is there, is what was put in, and nothing else is."""
    listed, found = facts["members"], set(archive.namelist()) - {LIST}
    if found != set(listed):
        odd = sorted(found ^ set(listed))
        raise CannotBackUp(f"The backup is not whole: {odd[0]} and its list do not agree.")
    for name, expected in listed.items():
        if _sum(archive, name) != expected["sha256"]:
            raise CannotBackUp(f"The backup is damaged: {name} is not what was put in.")


def _sum(archive, name):
    digest = hashlib.sha256()
    try:
        with archive.open(name) as source:
            while piece := source.read(PIECE):
                digest.update(piece)
    except (zipfile.BadZipFile, EOFError) as problem:
        raise CannotBackUp(f"The backup is damaged: {name} can't be unpacked.") from problem
    return digest.hexdigest()
