"""`make reset`: back to a fresh sample council, after asking."""

import os
import shutil

from config.launcher.installation import Installation
from config.launcher.refusal import Refusal
from config.launcher.var_folder import RunLock


def reset(installation: Installation) -> int:
    folder = installation.root / "var"
    if installation.var_dir != folder:
        raise Refusal(
            f"VAR_DIR is {installation.var_dir}, which may hold other things too, so it isn't deleted here: "
            "delete it yourself if you are sure."
        )
    if not folder.exists():
        print("There is nothing to delete: var/ does not exist.")
        return 0
    lock = RunLock(folder)
    lock.take("a reset")
    try:
        if os.environ.get("YES") != "1" and not agreed(folder):
            print("Nothing was deleted.")
            return 1
        empty(folder)
    finally:
        lock.release()
    print("Everything in var/ is deleted. `make run` makes a fresh sample council.")
    if os.environ.get("DATABASE_URL"):
        print("The database that DATABASE_URL names was not touched.")
    return 0


def agreed(folder) -> bool:
    print(f"This deletes everything in {folder}: the database, files, mail and settings made there.")
    try:
        return input("Type yes to go on: ").strip().lower() == "yes"
    except EOFError:
        print("\nNobody could be asked. To delete without asking: make reset YES=1")
        return False


def empty(folder) -> None:
    for path in folder.iterdir():
        if path.name == "run.lock":
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
