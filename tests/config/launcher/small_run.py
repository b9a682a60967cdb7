"""A run of two tiny programmes, for test_supervisor: python small_run.py <folder of this checkout>."""

import os
import sys

from config.launcher.programme import Programme
from config.launcher.supervisor import Supervisor

SLEEPER = "import signal, sys; print('ready', flush=True); signal.pause()"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEPER}"


def main(kind):
    with Supervisor(dict(os.environ), os.getcwd()) as supervisor:  # noqa: PTH109
        words = STUBBORN if kind == "stubborn" else SLEEPER
        programmes = [
            Programme("first", [sys.executable, "-c", SLEEPER]),
            Programme("second", [sys.executable, "-c", words], patience=1),
        ]
        for programme in programmes:
            supervisor.start(programme)
            supervisor.say("run", f"{programme.name} is process {programme.process.pid}")
        supervisor.run()
    supervisor.say("run", "all stopped")
    return 1 if supervisor.failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
