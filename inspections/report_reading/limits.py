"""How much a report may ask of the machine. A reading runs in a process of its own that keeps to these."""

import resource

BYTES = 40 * 1024 * 1024
PAGES = 400
LETTERS_ON_A_PAGE = 60_000
LETTERS_IN_A_FILE = 4_000_000
LETTERS_IN_ANY_REPORT = 300
SHAPES_ON_A_PAGE = 20_000
SHOWN_LETTERS_OF_A_PAGE = 12_000
UNPACKED_BYTES = 60 * 1024 * 1024
CPU_SECONDS = 10
WALL_SECONDS = 13
MEMORY_BYTES = 500 * 1024 * 1024


def apply() -> None:
    for kind, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):
            # macOS refuses RLIMIT_AS; the wall clock and the CPU limit still hold there.
            continue
