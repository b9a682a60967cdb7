"""Files in a folder, also when the disk is full: a limit on the size of files stands for it."""

import resource
import signal
from contextlib import contextmanager

import pytest
from django.core.files.base import ContentFile

from config.files_on_disk import WholeFileSystemStorage

SIZE = 200_000


@contextmanager
def no_room_beyond(size):
    """The system then answers a write as it does on a full disk, with an error in the middle of the file."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    told = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, told)


@pytest.fixture
def files(tmp_path):
    return WholeFileSystemStorage(location=tmp_path)


def test_a_file_that_did_not_fit_leaves_no_half_that_takes_the_last_room(files, tmp_path):
    with no_room_beyond(SIZE // 2), pytest.raises(OSError):
        files.save("evidence/minutes", ContentFile(b"x" * SIZE))
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_file_that_fits_to_the_last_byte_is_kept(files):
    with no_room_beyond(SIZE):
        name = files.save("evidence/minutes", ContentFile(b"x" * SIZE))
    assert files.size(name) == SIZE


def test_the_whole_file_of_somebody_quicker_is_left_alone(files):
    files.save("reports/checksum", ContentFile(b"x" * SIZE))
    files._remove_half("reports/checksum", SIZE)
    assert files.exists("reports/checksum")
