"""Start of every command of the Makefile: `python3 config/launcher <command>`.

This file alone must be readable by a Python that is too old, so that the person gets a sentence.
"""

import os
import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Followthrough needs Python 3.11 or newer, and %s is Python %d.%d. "
        "Install a newer one and name it, for example: make run PYTHON=python3.12"
        % ((sys.executable,) + tuple(sys.version_info[:2]))
    )

import types

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

# The package `config` starts Celery when it is imported, which isn't installed yet. An empty one in its place
# lets the launcher's own files be imported under their real names.
stand_in = types.ModuleType("config")
stand_in.__path__ = [os.path.join(ROOT, "config")]
sys.modules["config"] = stand_in
sys.path[0] = ROOT

from config.launcher.commands import main

sys.exit(main(sys.argv[1:]))
