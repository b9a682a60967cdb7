"""What reading an archive raises where somebody's file is damaged, or was made to do harm."""

import zipfile
import zlib

try:
    from lzma import LZMAError
except ImportError:
    # A Python may be built without it, and then takes such a part for an unknown compression.
    LZMAError = zipfile.BadZipFile

# By RuntimeError zipfile says that a part needs a password, or a compression that it does not know; by
# ValueError that a name or a place in the file cannot be.
DAMAGED_ZIP = (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, OSError, ValueError, RuntimeError)
