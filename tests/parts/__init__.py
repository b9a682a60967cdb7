"""The parts of the suite that need more than Python: found, started privately, or said to be missing."""

import os

REQUIRED = os.environ.get("FOLLOWTHROUGH_REQUIRE_ALL_PARTS") == "1"


def examples(thorough):
    """How many cases chance makes up: all of them where every part is required, a quarter at a desk.

    And a quarter on the second database: the rules that are looked for do not know which one it is.
    """
    is_second = "DATABASE_URL" in os.environ
    return thorough if REQUIRED and not is_second else thorough // 4


class Missing(Exception):
    """Why a part can't run here, and how to get what it needs."""
