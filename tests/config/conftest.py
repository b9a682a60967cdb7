import os

import pytest

from tests.config import starting


@pytest.fixture(scope="session")
def interpreter(tmp_path_factory):
    with starting.interpreter(tmp_path_factory.mktemp("started")) as run:
        yield run


@pytest.fixture
def start(interpreter, tmp_path):
    """Reads the settings as any process does, with nothing in its environment but what is given here."""

    def start_(asked="ENVIRONMENT", **environment):
        own = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path / "var"), **environment}
        return interpreter(f"from config import settings; print(settings.{asked})", own)

    return start_
