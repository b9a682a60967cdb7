"""When .venv is made, and when nothing is installed again."""

import shutil
import sys
from dataclasses import replace

import pytest

from config.launcher import virtualenv
from config.launcher.installation import read_installation
from config.launcher.refusal import Refusal
from config.launcher.virtualenv import DEVELOPMENT, LOCAL


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    """One for all tests of this file, because making a .venv takes seconds."""
    made = replace(read_installation(), root=tmp_path_factory.mktemp("checkout"))
    for name in (LOCAL, DEVELOPMENT):
        (made.root / name).write_text(f"# {name}\n")
    virtualenv.make(made)
    return made


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_python_without_its_venv_half_is_told_which_package_to_install(monkeypatch, module):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(Refusal, match=rf"module {module} is missing.*apt-get install python3-venv"):
        virtualenv.require_venv_module()


def test_too_little_space_is_said_before_anything_is_installed(installation, monkeypatch):
    monkeypatch.setattr(virtualenv, "NEEDED_FOR_INSTALLING", 2**62)
    with pytest.raises(Refusal, match="There is no disk space: the requirements need"):
        virtualenv.require_room(installation)


def test_a_folder_without_a_python_does_not_work(installation, tmp_path):
    (tmp_path / ".venv").mkdir()
    assert not virtualenv.works(replace(installation, root=tmp_path))


def test_a_link_to_the_venv_of_another_copy_is_refused_and_what_it_leads_to_stays(installation, tmp_path):
    linked = replace(installation, root=tmp_path)
    linked.venv.symlink_to(installation.venv)
    with pytest.raises(Refusal, match="is a link to"):
        virtualenv.make(linked)
    assert virtualenv.works(installation)


def test_a_venv_works_until_it_is_moved(installation, tmp_path):
    assert virtualenv.works(installation)
    moved = replace(installation, root=tmp_path)
    shutil.copytree(installation.venv, moved.venv, symlinks=True)
    assert not virtualenv.works(moved)


def test_requirements_are_installed_once_and_again_when_they_change(installation, capfd):
    virtualenv.prepare(installation, DEVELOPMENT)
    assert "Installing requirements-dev.txt" in capfd.readouterr().out
    virtualenv.prepare(installation, DEVELOPMENT)
    virtualenv.prepare(installation, LOCAL)
    assert "Installing" not in capfd.readouterr().out
    (installation.root / LOCAL).write_text("# changed\n")
    virtualenv.prepare(installation, LOCAL)
    assert "Installing requirements-local.txt" in capfd.readouterr().out


def test_a_requirement_without_its_checksum_is_refused_and_not_taken_as_installed(installation):
    (installation.root / LOCAL).write_text("no-such-package-of-ours==1\n")
    with pytest.raises(Refusal, match="could not be installed"):
        virtualenv.prepare(installation, LOCAL)
    assert virtualenv.installed(installation).get(LOCAL) != virtualenv.fingerprint(installation, LOCAL)
