"""The parts of the suite that need more than Python: found, started privately, or said to be missing."""

import os

REQUIRED = os.environ.get("FOLLOWTHROUGH_REQUIRE_ALL_PARTS") == "1"


class Missing(Exception):
    """Why a part can't run here, and how to get what it needs."""
