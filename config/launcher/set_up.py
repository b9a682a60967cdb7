"""All of the setting up, in order. Each part does nothing when there is nothing to do."""

import json

from config.launcher import orphans, var_folder, virtualenv
from config.launcher.installation import Installation
from config.launcher.refusal import Refusal


def set_up(installation: Installation, requirements: str) -> None:
    """For what needs no data, or has its own."""
    install(installation, requirements)
    with var_folder.SetUpLock(installation.root):
        run(installation, [installation.python, "-m", "config.launcher.assets"])


def install(installation: Installation, requirements: str) -> None:
    var_folder.make_usable(installation.var_dir)
    with var_folder.SetUpLock(installation.root):
        virtualenv.prepare(installation, requirements)


def prepare_data(installation: Installation) -> dict:
    """Assets, migrations, static files and the sample; answers what `data` has to say to the person."""
    with var_folder.SetUpLock(installation.root):
        run(installation, [installation.python, "-m", "config.launcher.data"])
    return json.loads((installation.var_dir / "set-up.json").read_text())


def run(installation: Installation, command: list[str]) -> None:
    """The child has said in its own sentence what was wrong, so nothing is added to it."""
    if orphans.run(command, cwd=installation.root, env=installation.environment()):
        raise Refusal("")
