"""Deleting what was saved, only where it is certainly ours and only after a yes."""

import subprocess
import sys
from dataclasses import replace

import pytest

from config.launcher.installation import read_installation
from config.launcher.refusal import Refusal
from config.launcher.reset import reset
from config.launcher.var_folder import RunLock


@pytest.fixture
def installation(tmp_path, monkeypatch):
    monkeypatch.delenv("YES", raising=False)
    var_dir = tmp_path / "var"
    (var_dir / "mail").mkdir(parents=True)
    (var_dir / "followthrough.sqlite3").write_text("rows")
    return replace(read_installation(), root=tmp_path, var_dir=var_dir)


@pytest.fixture
def nobody_to_ask(monkeypatch):
    with subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.PIPE, text=True) as silent:
        monkeypatch.setattr("sys.stdin", silent.stdout)
        yield


def left(installation):
    return {path.name for path in installation.var_dir.iterdir()} - {"run.lock"}


def test_without_an_answer_nothing_is_deleted(installation, nobody_to_ask, capsys):
    assert reset(installation) == 1
    assert left(installation) == {"mail", "followthrough.sqlite3"}
    assert "make reset YES=1" in capsys.readouterr().out


def test_yes_in_advance_deletes_all_of_it(installation, monkeypatch):
    monkeypatch.setenv("YES", "1")
    assert reset(installation) == 0
    assert left(installation) == set()


def test_a_folder_somebody_else_chose_is_not_deleted(installation, tmp_path, monkeypatch):
    monkeypatch.setenv("YES", "1")
    with pytest.raises(Refusal, match="delete it yourself"):
        reset(replace(installation, var_dir=tmp_path))
    assert left(installation) == {"mail", "followthrough.sqlite3"}


def test_nothing_is_deleted_under_a_run_in_progress(installation, monkeypatch):
    monkeypatch.setenv("YES", "1")
    lock = RunLock(installation.var_dir)
    lock.take("http://127.0.0.1:8000")
    with pytest.raises(Refusal, match="already running"):
        reset(installation)
    lock.release()
    assert left(installation) == {"mail", "followthrough.sqlite3"}


def test_where_nothing_is_there_is_nothing_to_delete(installation, tmp_path):
    assert reset(replace(installation, root=tmp_path / "new", var_dir=tmp_path / "new" / "var")) == 0
