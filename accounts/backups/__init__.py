"""Everything an installation holds, in one file and back again: the database, and every stored file."""

from accounts.backups.folder import forget_old_backups, place_for_backup
from accounts.backups.making import make_backup
from accounts.backups.moving import move_to
from accounts.backups.refusal import CannotBackUp
from accounts.backups.restoring import restore_backup

__all__ = [
    "CannotBackUp",
    "forget_old_backups",
    "make_backup",
    "move_to",
    "place_for_backup",
    "restore_backup",
]
