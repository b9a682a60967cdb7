"""This checkout: its folders, its Python, and the few settings that matter before Django can be asked."""

import os
from dataclasses import dataclass
from pathlib import Path

from config.launcher.refusal import Refusal

ROOT = Path(__file__).resolve().parent.parent.parent
# These would make pip install elsewhere than in .venv, or Python look elsewhere than there.
ELSEWHERE = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_REQUIRE_HASHES", "PYTHONHOME", "PYTHONPATH")
# Many images of containers set it, and what is started dozens of times would be translated anew each time.
UNKEPT = "PYTHONDONTWRITEBYTECODE"
NOT_FOR_CHILDREN = (*ELSEWHERE, UNKEPT)

# Node knows only certificates of its own, and the proxies of many councils sign with one from the system's.
SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")


@dataclass(frozen=True)
class Installation:
    root: Path
    var_dir: Path
    port: int
    redis_url: str
    public_url: str

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> str:
        return str(self.venv / "bin" / "python")

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environment(self, **more: str) -> dict[str, str]:
        """What the children get: the same folders and address the launcher decided on."""
        own = {name: value for name, value in os.environ.items() if name not in NOT_FOR_CHILDREN}
        own |= {"VAR_DIR": str(self.var_dir), "PORT": str(self.port), "PUBLIC_URL": self.public_url}
        if SYSTEM_CERTIFICATES.exists():
            own.setdefault("NODE_EXTRA_CA_CERTS", str(SYSTEM_CERTIFICATES))
        return own | {"PYTHONUNBUFFERED": "1"} | more


def read_installation(root: Path = ROOT) -> Installation:
    settings = env_file(root / ".env") | dict(os.environ)
    port = port_number(settings.get("PORT") or "8000")
    return Installation(
        root=root,
        var_dir=(root / (settings.get("VAR_DIR") or "var")).absolute(),
        port=port,
        redis_url=settings.get("REDIS_URL", ""),
        public_url=settings.get("PUBLIC_URL") or f"http://127.0.0.1:{port}",
    )


def port_number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise Refusal(
            f"PORT is '{text}'; it must be a number from 1 to 65535, for example: make run PORT=8001"
        )
    return int(text)


def env_file(path: Path) -> dict[str, str]:
    """The plain NAME=value lines of .env; settings read the same file with more care once they can."""
    found = {}
    try:
        lines = path.read_text().splitlines()
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as problem:
        raise Refusal(f"The file {path} can't be read ({problem}): mend it or take it away.") from problem
    for line in lines:
        name, equals, value = line.removeprefix("export ").partition("=")
        if equals and not name.lstrip().startswith("#"):
            found[name.strip()] = value.partition(" #")[0].strip().strip("'\"")
    return found
