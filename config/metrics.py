"""Where each program of this host keeps its numbers, so that one page can add them up.

Every program has a folder of its own and empties it when it starts: each process keeps a file there.
"""

import os
import shutil

NAME_OF_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
SHORTEST_TOKEN = 20


def begin(metrics_dir, program):
    """To be called before prometheus_client is imported, in the parent of all processes that count."""
    folder = metrics_dir / program
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    os.environ[NAME_OF_FOLDER] = str(folder)
    return folder


def read_token(environment, refuse):
    token = environment.text("METRICS_TOKEN")
    if token and len(token) < SHORTEST_TOKEN:
        refuse(f"METRICS_TOKEN must have at least {SHORTEST_TOKEN} characters, or be left out.")
    return token
