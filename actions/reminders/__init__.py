"""Reminders that can be proved: what is owed to be said, to whom, whether it was, and how the mail went.

- `owed`, `stages`, `sources`: what a source yields; each source asks one question of the database;
- `directory`, `scope`, `routing`: who is told;
- `turns`: whose hour has come; `selection`: everything owed to them and not yet said;
- `noting`, `sweeping`: writing it down and seeing to it; `preview`: the same without writing;
- `sending`, `letters`, `outcomes`, `mail`: one mail; `arming`: whether this installation sends at all.
"""

# Importing them is what registers them.
from actions.reminders import (  # noqa: F401
    source_of_clocks,
    source_of_decisions,
    source_of_escalations,
    source_of_own_work,
    source_of_readings,
)
