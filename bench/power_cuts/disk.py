"""What a disk may hold when the power fails: all that was synced, and any part of what was not."""

import struct
from dataclasses import dataclass, field
from pathlib import Path

HEAD = struct.Struct("<cHqI")
SECTOR = 512
ACKNOWLEDGED = b"A"


@dataclass(frozen=True)
class Record:
    op: bytes
    path: str
    at: int
    data: bytes


def acknowledge(log, words):
    """A client was told that this is saved; written among what the processes did to the disk."""
    data = words.encode()
    log.write(HEAD.pack(ACKNOWLEDGED, 0, 0, len(data)) + data)


def records(log):
    content, start = Path(log).read_bytes(), 0
    while start < len(content):
        op, path_length, at, data_length = HEAD.unpack_from(content, start)
        start += HEAD.size
        path, start = content[start : start + path_length].decode(), start + path_length
        yield Record(op, path, at, content[start : start + data_length])
        start += data_length


@dataclass
class File:
    durable: bytearray
    waiting: list = field(default_factory=list)
    syncing: dict = field(default_factory=dict)

    def take(self, record):
        if record.op in b"WT":
            self.waiting.append(record)
        elif record.op == b"B":
            self.syncing[record.at] = len(self.waiting)
        else:
            covered = self.syncing.pop(record.at)
            for earlier in self.waiting[:covered]:
                put(self.durable, earlier)
            del self.waiting[:covered]
            # Another process was in the middle of a sync of its own, which covers so many fewer now.
            self.syncing = {process: max(0, count - covered) for process, count in self.syncing.items()}

    def after_a_cut(self, chance):
        content, luck = bytearray(self.durable), chance.choice((0, 0.5, 0.5, 1))
        for record in self.waiting:
            if record.op == b"T" or chance.random() >= 0.5:
                if chance.random() < luck:
                    put(content, record)
            else:
                for sector in range(0, len(record.data), SECTOR):
                    if chance.random() < luck:
                        part = record.data[sector : sector + SECTOR]
                        put(content, Record(b"W", record.path, record.at + sector, part))
        return bytes(content)


def put(content, record):
    if record.op == b"T":
        if len(content) > record.at:
            del content[record.at :]
        content.extend(bytes(record.at - len(content)))
        return
    content.extend(bytes(max(0, record.at - len(content))))
    content[record.at : record.at + len(record.data)] = record.data


class Disk:
    def __init__(self, folder, names):
        self.files = {str(folder / name): self._as_it_is(folder / name) for name in names}
        self.acknowledged = []

    def _as_it_is(self, path):
        return File(bytearray(path.read_bytes() if path.exists() else b""))

    def take(self, record):
        if record.op == ACKNOWLEDGED:
            self.acknowledged.append(record.data.decode())
        elif record.path in self.files:
            self.files[record.path].take(record)

    def cut(self, chance, into):
        for path, file in self.files.items():
            (into / Path(path).name).write_bytes(file.after_a_cut(chance))
