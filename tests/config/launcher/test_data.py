"""The assets, which are made beside the tables: a set-up is whole only with both."""

import os
import sys

import pytest

from config.launcher import assets, data


@pytest.mark.parametrize(("program", "are_made"), [("/bin/true", True), ("/bin/false", False)])
def test_a_set_up_knows_whether_the_assets_could_be_made(monkeypatch, program, are_made):
    monkeypatch.setattr(assets, "are_current", lambda: False)
    monkeypatch.setattr(sys, "executable", program)
    with data.making_assets() as assets_are_made:
        assert assets_are_made() is are_made


def test_what_makes_the_assets_ends_when_the_rest_could_not_be_done(monkeypatch, tmp_path):
    os.mkfifo(tmp_path / "told")
    slow = tmp_path / "slow"
    slow.write_text(f"#!/bin/sh\necho $$ >{tmp_path / 'told'}\nexec sleep 600\n")
    slow.chmod(0o755)
    monkeypatch.setattr(assets, "are_current", lambda: False)
    monkeypatch.setattr(sys, "executable", str(slow))
    with pytest.raises(OSError, match="no disk"), data.making_assets():
        process = int((tmp_path / "told").read_text())
        raise OSError("no disk")
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
