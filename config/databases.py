"""Which database, and as whom: everyday work as one role, what changes tables as the one that owns them."""

from config.environment import refuse

WAIT_FOR_LOCKS = "-c lock_timeout=5s -c statement_timeout=30s -c idle_in_transaction_session_timeout=60s"
# To compile a question takes PostgreSQL up to seconds, and pays for questions longer than any page may ask.
NO_COMPILING = "-c jit=off"
# Only what keeps its SQL is ever sent apart from its values. PostgreSQL would go on to plan it anew each time
# as soon as it thinks that a plan for the very values is a little better: the planning is what takes longest.
PLANNED_ONCE = "-c plan_cache_mode=force_generic_plan"
# Copying or indexing a large table may take hours; whoever waits for a lock makes others wait behind it.
OF_THE_OWNER = "-c lock_timeout=2s -c statement_timeout=0 -c idle_in_transaction_session_timeout=0"


def everyday(environment, var_dir):
    database = environment.database("DATABASE_URL", f"sqlite:///{var_dir / 'followthrough.sqlite3'}")
    database["ATOMIC_REQUESTS"] = False
    if is_sqlite(database):
        # Django's own choices lose the last acknowledged write at a power cut and fail concurrent writers.
        database["OPTIONS"] = {
            "timeout": 20,
            # SQLite reads a question anew unless its library has kept it. There are about so many of ours.
            "cached_statements": 1000,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON;",
        }
        return database
    # A server that was restarted leaves dead connections in the pool: each is tried before it is used.
    database["CONN_HEALTH_CHECKS"] = True
    prepares = environment.flag("DATABASE_PREPARES", True)
    # Where each transaction may get another connection, neither plans nor cursors outlive theirs.
    database["DISABLE_SERVER_SIDE_CURSORS"] = not prepares
    database["OPTIONS"] = {
        "pool": {"min_size": 1, "max_size": environment.number("DATABASE_POOL", 8, lowest=2), "timeout": 10},
        "connect_timeout": 5,
        # Only what keeps its SQL (accounts.prepared) is planned once. Behind some poolers nothing can be.
        "prepare_threshold": 2 if prepares else None,
        "options": f"{WAIT_FOR_LOCKS} {NO_COMPILING} {PLANNED_ONCE}",
    }
    return database


def owner(environment, database):
    """The database as the role that owns its tables, without a pool; None where that is the service's own."""
    if not environment.text("DATABASE_OWNER_URL"):
        return None
    owning = environment.database("DATABASE_OWNER_URL", "")
    if is_sqlite(database) or is_sqlite(owning):
        refuse("DATABASE_OWNER_URL is for PostgreSQL: SQLite knows no roles. Leave it out.")
    if owning["NAME"] != database["NAME"]:
        refuse("DATABASE_OWNER_URL and DATABASE_URL must lead to the same database, as different roles.")
    if owning["USER"] == database["USER"]:
        refuse("DATABASE_OWNER_URL names the role of DATABASE_URL. Name another, or leave it out.")
    return owning | {"OPTIONS": {"connect_timeout": 5, "options": OF_THE_OWNER}}


def keeps_organisations_apart(environment):
    """By PostgreSQL itself, whose rules do not hold for whoever owns the tables."""
    wanted = environment.flag("ROW_SECURITY")
    if wanted and not environment.text("DATABASE_OWNER_URL"):
        refuse("ROW_SECURITY is for PostgreSQL with DATABASE_OWNER_URL. Leave it out.")
    return wanted


def is_sqlite(database):
    return database["ENGINE"].endswith("sqlite3")
