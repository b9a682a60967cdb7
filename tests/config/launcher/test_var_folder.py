"""The folder everything is remembered in, and the lock of the one run."""

import errno
from pathlib import Path

import pytest

from config.launcher import var_folder
from config.launcher.refusal import Refusal
from config.launcher.var_folder import RunLock


def test_the_folder_is_made_for_its_owner_alone(tmp_path):
    var_folder.make_usable(tmp_path / "a" / "var")
    assert (tmp_path / "a" / "var").stat().st_mode & 0o777 == 0o700
    assert list((tmp_path / "a" / "var").iterdir()) == []


def test_a_folder_that_can_not_be_made_is_refused_with_the_way_out(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Refusal, match=r"can't be written to.*VAR_DIR"):
        var_folder.make_usable(tmp_path / "file" / "var")


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "no disk space"), (errno.EROFS, "be written to")]
)
def test_each_reason_has_its_sentence(number, words):
    assert words in var_folder.sentence(Path("var"), OSError(number, "reason"))


def test_too_little_space_is_said_before_anything_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(var_folder, "LEAST_FREE", 2**62)
    with pytest.raises(Refusal, match="There is no disk space: only"):
        var_folder.make_usable(tmp_path)


def test_a_second_run_is_told_of_the_first(tmp_path):
    first, second = RunLock(tmp_path), RunLock(tmp_path)
    first.take("http://127.0.0.1:8000")
    with pytest.raises(Refusal, match=r"already running here \(process \d+, http://127.0.0.1:8000\)"):
        second.take("http://127.0.0.1:8001")
    first.release()
    second.take("http://127.0.0.1:8001")
    assert not second.earlier_run_was_killed
    second.release()


def test_a_run_that_was_killed_is_noticed_and_does_not_lock_anybody_out(tmp_path):
    (tmp_path / "run.lock").write_text("process 99999, http://127.0.0.1:8000")
    lock = RunLock(tmp_path)
    lock.take("http://127.0.0.1:8000")
    assert lock.earlier_run_was_killed
    lock.release()
