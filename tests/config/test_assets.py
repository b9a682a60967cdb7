"""Compiling the stylesheet: only when needed, with whichever node there is, or with a sentence why not."""

import json
import shutil
from pathlib import Path

import pytest

from config.launcher import assets


@pytest.fixture
def copy(tmp_path):
    """The inputs of the build, in a folder where nothing was built yet."""
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(assets.ROOT / name, tmp_path / name)
    shutil.copytree(assets.ROOT / "assets", tmp_path / "assets")
    return tmp_path


@pytest.fixture
def built(copy):
    """A folder where everything was built a moment ago."""
    folder = copy / "build" / "assets"
    folder.mkdir(parents=True)
    for name in assets.OUTPUTS:
        (folder / name).write_text("built")
    (copy / "build" / "assets.stamp").write_text(assets.fingerprint(copy))
    return copy


@pytest.fixture
def no_node(monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)


def test_nothing_is_done_when_nothing_has_changed(built, no_node):
    assert assets.compile_assets(built) is False


@pytest.mark.parametrize("change", ["assets/app.js", "assets/scss/_status.scss", "package-lock.json"])
def test_a_changed_source_asks_for_a_new_build(built, no_node, change):
    with (built / change).open("a") as source:
        source.write("\n")
    with pytest.raises(assets.AssetsError):
        assets.compile_assets(built)


@pytest.mark.parametrize("lost", assets.OUTPUTS)
def test_a_lost_output_asks_for_a_new_build(built, no_node, lost):
    (built / "build" / "assets" / lost).unlink()
    with pytest.raises(assets.AssetsError):
        assets.compile_assets(built)


def test_without_node_there_is_a_sentence_and_the_old_pages_stay(built, no_node):
    (built / "build" / "assets.stamp").unlink()
    with pytest.raises(assets.AssetsError, match=r"needs Node\.js 20\.19 or newer with npm"):
        assets.compile_assets(built)
    assert (built / "build" / "assets" / "app.css").read_text() == "built"


def program(path, words):
    path.write_text(f"#!/bin/sh\n{words}\n")
    path.chmod(0o755)


def test_a_node_that_is_too_old_is_passed_over(tmp_path, monkeypatch):
    program(tmp_path / "node", "echo v18.19.1")
    program(tmp_path / "npm", "exit 9")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(assets.AssetsError, match=r"needs Node\.js"):
        assets.find_node_and_npm()


def test_the_machines_own_node_is_taken_if_it_is_new_enough(tmp_path, monkeypatch):
    program(tmp_path / "node", "echo v20.19.0")
    program(tmp_path / "npm", "exit 0")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert assets.find_node_and_npm() == (str(tmp_path / "node"), [str(tmp_path / "npm")])


def test_a_machine_without_node_uses_the_one_in_the_wheel(monkeypatch):
    """It fails, rather than being skipped, where the wheel is missing: `make setup` installs it."""
    monkeypatch.setenv("PATH", "")
    node, npm = assets.find_node_and_npm()
    assert Path(node).is_file()
    assert npm[0] == node
    assert Path(npm[1]).name == "npm-cli.js"


def test_npm_that_fails_is_explained(copy, tmp_path, monkeypatch):
    program(tmp_path / "node", "echo v20.19.0")
    program(tmp_path / "npm", "echo no network; exit 1")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(assets.AssetsError, match=r"build/npm\.log says why"):
        assets.compile_assets(copy)
    assert "no network" in (copy / "build" / "npm.log").read_text()
    assert not (copy / "build" / "assets.stamp").exists()


def test_the_lock_file_names_no_registry_and_runs_no_scripts():
    lock = (assets.ROOT / "package-lock.json").read_text()
    assert "resolved" not in json.dumps(json.loads(lock)["packages"])
    assert "ignore-scripts=true" in (assets.ROOT / ".npmrc").read_text()


def test_what_was_compiled_shows_nothing_that_only_gov_uk_may_show():
    for name in assets.OUTPUTS:
        built = assets.ROOT / "build" / "assets" / name
        assert built.is_file(), "run `make setup`, which compiles it"
        assert not assets.NOT_OURS_TO_SHOW.search(built.read_text()), name


def test_what_was_compiled_asks_nothing_of_other_sites_or_of_inline_data():
    css = (assets.ROOT / "build" / "assets" / "app.css").read_text()
    assert "url(" not in css
    assert "@import" not in css
