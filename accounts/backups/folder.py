"""A folder of backups that a timer fills: one for each moment, and only so many of them."""

NAME = "followthrough-*.zip"


def place_for_backup(folder, at):
    return folder / NAME.replace("*", f"{at:%Y-%m-%dT%H%M%SZ}")


def forget_old_backups(folder, keep):
    """Answers those that were deleted. By their names, which sort by the moment: copying changes dates."""
    old = sorted(folder.glob(NAME))[:-keep]
    for path in old:
        path.unlink(missing_ok=True)
    return old
