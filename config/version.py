"""Which release this is: the number in pyproject.toml, and where it can be told, the commit or the folder."""

import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@cache
def release():
    number = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    more = ROOT.name if ROOT.parent.name == "releases" else _commit()
    return number if more in ("", number) else f"{number} ({more})"


def _commit():
    """Without git, which a server need not have."""
    try:
        head = (ROOT / ".git" / "HEAD").read_text().strip()
        if head.startswith("ref: "):
            head = (ROOT / ".git" / head.removeprefix("ref: ")).read_text().strip()
    except OSError:
        return ""
    return head[:12]
