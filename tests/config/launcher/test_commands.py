"""The words of the Makefile, and what stands behind each."""

import ast
import os
import re
import subprocess
import sys

from config.launcher import checks, running
from config.launcher.commands import COMMANDS, HELP
from config.launcher.installation import ROOT, read_installation

ENTRY = ROOT / "config" / "launcher" / "__main__.py"
REPORT = {"sign_ins": [{"role": "Viewer", "email": "viewer@westmarch.example"}], "password": "of the sample"}


def ask(*words):
    command = [sys.executable, str(ENTRY.parent), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)


def test_the_makefile_help_and_launcher_have_the_same_words():
    targets = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)[1].split()
    assert set(targets) == set(COMMANDS)
    assert set(re.findall(r"^make (\w+)", HELP, re.MULTILINE)) == set(COMMANDS) - {"help"}


def test_help_needs_nothing_installed():
    answer = subprocess.run(
        [sys.executable, "-S", str(ENTRY.parent), "help"], capture_output=True, text=True, check=False
    )
    assert answer.stdout.strip() == HELP.strip()


def test_a_word_that_is_none_is_answered_with_those_that_are():
    answer = ask("walk")
    assert answer.returncode == 2
    assert answer.stderr.startswith("'walk' is none of the commands: run, test,")


def test_a_python_that_is_too_old_can_read_the_first_file_and_gets_a_sentence():
    tree = ast.parse(ENTRY.read_text(), feature_version=(3, 4))
    first = next(node for node in tree.body if isinstance(node, ast.If))
    assert ast.unparse(first.test) == "sys.version_info < (3, 11)"
    assert "needs Python 3.11 or newer" in ast.unparse(first)


def test_everything_the_launcher_imports_before_the_venv_is_there_comes_with_python():
    for path in ENTRY.parent.glob("*.py"):
        if path.name in ("data.py", "assets.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            names = [name.name for name in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) else []
            roots = {name.split(".")[0] for name in names}
            assert roots <= {*sys.stdlib_module_names, "config"}, path.name


def test_each_check_starts_something_that_is_there():
    steps = list(checks.steps_of(read_installation()))
    assert len({name for name, _, _ in steps}) == len(steps)
    for _, command, _ in steps:
        assert os.access(command[0], os.X_OK), command[0]


def test_the_welcome_names_the_address_and_who_may_sign_in():
    words = running.welcome(read_installation(), REPORT)
    assert "http://127.0.0.1:" in words
    assert "Viewer  viewer@westmarch.example" in words
    assert "of the sample" in words


def test_without_a_sample_the_welcome_names_nobody():
    words = running.welcome(read_installation(), {"sign_ins": [], "password": ""})
    assert "Sign in as" not in words


def test_with_a_broker_tasks_are_done_by_a_worker_and_without_by_one_loop():
    installation = read_installation()
    assert [one.name for one in running.programmes(installation, True)] == ["web", "worker", "beat"]
    assert [one.name for one in running.programmes(installation, False)] == ["web", "loop"]
