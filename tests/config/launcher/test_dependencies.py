"""What is told of the packages Followthrough is made of: all of them, and nothing that is not known."""

import json
import re
from dataclasses import replace

import pytest

from config.launcher import dependencies
from config.launcher.installation import ROOT, read_installation

PINNED = re.compile(r"^([a-z0-9][\w.-]*?)(?:\[[^\]]*\])?==(\S+)", re.IGNORECASE | re.MULTILINE)


def test_the_list_of_packages_names_every_pinned_one_with_a_checksum(tmp_path):
    for name in ("requirements.txt", "pyproject.toml", "package-lock.json"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    (tmp_path / ".venv").symlink_to(read_installation().venv)
    assert dependencies.sbom(replace(read_installation(), root=tmp_path)) == 0
    listed = json.loads((tmp_path / "build" / "sbom.json").read_text())
    assert listed["bomFormat"] == "CycloneDX" and listed["metadata"]["component"]["name"] == "followthrough"
    found = {(each["name"].lower(), each["version"]): each for each in listed["components"]}
    pinned = set(PINNED.findall((ROOT / "requirements.txt").read_text()))
    lock = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    npm = {(place.rpartition("node_modules/")[2], each["version"]) for place, each in lock.items() if place}
    assert len(pinned) > 50 and npm
    assert pinned | npm == set(found)
    for name in pinned | npm:
        told = json.dumps(found[name])
        assert "SHA-256" in told or "SHA-512" in told, name


def told(*packages):
    return json.dumps({"dependencies": list(packages), "fixes": []})


SAFE = {"name": "vine", "version": "5.1.0", "vulns": []}
HOLED = {"name": "amqp", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}]}
UNKNOWN = {"name": "wrapt", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("answer", "status", "words"),
    [
        (told(SAFE), 0, "None of 1 packages has a known hole."),
        (told(SAFE, HOLED), 1, "amqp 1.0: PYSEC-1, mended in 1.1"),
        (told(SAFE, UNKNOWN), 3, "knows nothing of 1 of 2 packages"),
        (told(HOLED, UNKNOWN), 1, "knows nothing of 1 of 2 packages"),
        ("", 3, "could not be asked, so nothing is known"),
        ("<html>no</html>", 3, "could not be asked, so nothing is known"),
    ],
)
def test_an_audit_is_good_only_when_every_package_was_asked_about(answer, status, words):
    got, said = dependencies.verdict(answer)
    assert got == status and words in said
