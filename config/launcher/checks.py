"""`make check`: what must hold before a change is handed in. Every step runs, whatever failed before."""

import secrets
import subprocess
import tomllib

from config.launcher.installation import Installation

WITHOUT_GUARDS = "without-guards"


def check(installation: Installation, *wishes: str) -> int:
    failed = []
    steps = list(steps_of(installation))
    if WITHOUT_GUARDS in wishes:
        # For whoever runs the whole suite next, as .ci/run does: the guards are a part of it.
        steps.pop()
    for name, command, environment in steps:
        print(f"== {name}", flush=True)
        answer = subprocess.run(command, cwd=installation.root, env=environment, check=False)
        if answer.returncode:
            failed.append(name)
    if failed:
        print(f"\n{len(failed)} of {len(steps)} checks failed: {', '.join(failed)}.")
        return 1
    print(f"\nAll {len(steps)} checks hold.")
    return 0


def steps_of(installation: Installation):
    tool = installation.venv / "bin"
    own = installation.environment()
    manage = [installation.python, "manage.py"]
    yield "style of the Python files (ruff check)", [str(tool / "ruff"), "check", "."], own
    yield "layout of the Python files (ruff format)", [str(tool / "ruff"), "format", "--check", "."], own
    yield "layers (import-linter)", [str(tool / "lint-imports")], own
    yield "templates (djlint)", [str(tool / "djlint"), "templates", "--lint", "--quiet"], own
    yield "layout of the templates (djlint)", [str(tool / "djlint"), "templates", "--check", "--quiet"], own
    if "mypy" in tomllib.loads((installation.root / "pyproject.toml").read_text())["tool"]:
        yield "types (mypy)", [str(tool / "mypy"), "."], own
    # In a database of nobody: Django stops at one that was left half-way, and that is not what is asked.
    empty = installation.environment(DATABASE_URL="sqlite:///:memory:")
    yield "migrations", [*manage, "makemigrations", "--check", "--dry-run"], empty
    yield "migrations that make nobody wait", [*manage, "check_migrations"], own
    deploy = [*manage, "check", "--deploy", "--fail-level", "WARNING"]
    yield "settings of production", deploy, production(installation)
    if (installation.root / "config" / "api.py").exists():
        schema = [*manage, "spectacular", "--validate", "--fail-on-warn", "--file", "/dev/null"]
        yield "schema of the API", schema, own
    yield "guards", [installation.python, "-m", "pytest", "tests/guards", "-q", "--numprocesses", "auto"], own


def production(installation: Installation) -> dict[str, str]:
    """The environment of a production host that exists nowhere."""
    return installation.environment(
        ENVIRONMENT="production",
        DEBUG="false",
        SECRET_KEY=secrets.token_urlsafe(64),
        ALLOWED_HOSTS="followthrough.example",
        PUBLIC_URL="https://followthrough.example",
        EMAIL_URL="smtp://mail.example:25",
        DATABASE_URL="postgres://followthrough@database.example/followthrough",
        REDIS_URL="redis://broker.example:6379/0",
    )
