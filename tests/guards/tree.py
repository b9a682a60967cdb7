"""The files of the repository, as the guards see them: what is tracked and what is about to be."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("accounts", "inspections", "actions", "scrutiny")
NOT_OURS = {".git", ".venv", "var", "build", "node_modules"}


@cache
def files() -> tuple[Path, ...]:
    return tuple(path for path in (_by_git() or _by_walking()) if path.is_file())


def _by_git():
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        answer = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        return []  # An unpacked archive has no git.
    return [ROOT / name for name in answer.stdout.split("\0") if name]


def _by_walking():
    return [path for path in ROOT.rglob("*") if not NOT_OURS & set(path.relative_to(ROOT).parts)]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def of_kind(*endings: str) -> list[Path]:
    return [path for path in files() if path.suffix in endings]


def python(*folders: str) -> list[Path]:
    """Python files, migrations left out, below any of the folders; everywhere when none is named."""
    return [
        path
        for path in of_kind(".py")
        if "migrations" not in path.parts and (not folders or path.relative_to(ROOT).parts[0] in folders)
    ]


def templates() -> list[Path]:
    return [path for path in of_kind(".html", ".txt") if "templates" in path.relative_to(ROOT).parts]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))
