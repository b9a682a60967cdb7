"""What the sweep of a day has to do in the database, in plain SQL, as few statements as it takes.

They hold for the invented country of seed_scale alone: every post is held, each line has two posts, all
measures are read monthly, every time limit is met and nobody asks questions. That they find as many things as
the sweep is told beside both.
"""

from datetime import timedelta

from django.db import connection, transaction

from actions import cadences

OPEN = "a.status IN ('not_started', 'in_progress')"
OF_THE_COUNCIL = """
    JOIN inspections_area r ON r.id = a.area_id JOIN inspections_inspection i ON i.id = r.inspection_id
"""
OWNED = f"""
    {OF_THE_COUNCIL} JOIN accounts_post p ON p.id = a.owner_id
    JOIN accounts_user u ON u.id = p.holder_id AND u.is_active
"""
BARE = """
    SELECT u.id, u.email, a.id, a.title, a.due_on, r.number, i.title, o.name FROM actions_action a
        JOIN inspections_area r ON r.id = a.area_id JOIN inspections_inspection i ON i.id = r.inspection_id
        JOIN accounts_organisation o ON o.id = i.organisation_id
        JOIN accounts_post p ON p.id = a.owner_id JOIN accounts_user u ON u.id = p.holder_id
    WHERE u.is_active AND (
        a.status IN ('not_started', 'in_progress') AND (a.due_on <= %s OR a.updated_on <= %s)
        OR a.status = 'done' OR a.status = 'accepted' AND a.check_on <= %s)
    ORDER BY u.id, a.due_on
"""
COLUMNS = "person, post, organisation, action, measure, stage, deadline, began, round, ledger_number"


def bare(on):
    """Reads what is near or waits, with whose it is: far fewer rows, of which nobody is told yet."""
    with connection.cursor() as cursor:
        cursor.execute(BARE, [on + timedelta(14), on - timedelta(30), on + timedelta(14)])
        return sum(len(rows) for rows in iter(lambda: cursor.fetchmany(2000), []))


def write(on):
    """Opens the mails and notes the reminders; how many reminders. All keys are looked up before it ends."""
    words = _Words(on)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Workers beside it would do some of it unseen.
            cursor.execute("SET LOCAL statement_timeout = 0; SET LOCAL max_parallel_workers_per_gather = 0")
        cursor.execute(f"CREATE TEMPORARY TABLE owed AS {_owed(words)}")
        cursor.execute(_mails(words))
        cursor.execute(_reminders(words))
        noted = cursor.rowcount
        cursor.execute(
            "INSERT INTO actions_digestorganisation (digest_id, organisation_id) "
            "SELECT DISTINCT d.id, w.organisation FROM owed w "
            f"JOIN actions_digest d ON d.person_id = w.person AND d.local_date = {words.today}"
        )
        cursor.execute("DROP TABLE owed")
    return noted


class _Words:
    """What the two databases say in different words."""

    def __init__(self, on):
        self.on, self.is_postgresql = on, connection.vendor == "postgresql"
        self.today = self.day(on)
        self.latest = "greatest" if self.is_postgresql else "max"
        self.nothing = "'[]'::jsonb" if self.is_postgresql else "'[]'"
        self.new_id = "gen_random_uuid()" if self.is_postgresql else "lower(hex(randomblob(16)))"
        self.of_number = "::bigint" if self.is_postgresql else ""
        self.of_integer = "::integer" if self.is_postgresql else ""
        self.of_day = "::date" if self.is_postgresql else ""

    def day(self, day):
        return f"DATE '{day}'" if self.is_postgresql else f"'{day}'"

    def before(self, days):
        return self.day(self.on - timedelta(days))

    def days_since(self, column):
        if self.is_postgresql:
            return f"({self.today} - {column})"
        return f"CAST(julianday({self.today}) - julianday({column}) AS INTEGER)"

    def month_after(self, column):
        if self.is_postgresql:
            return f"({column} + interval '1 month')::date"
        return f"min(date({column}, '+1 month'), date({column}, 'start of month', '+2 months', '-1 day'))"


def _owed(words):
    parts = (_deadlines, _silence, _sent_back, _escalations, _extensions, _sign_offs, _checks, _readings)
    return " UNION ALL ".join(f"SELECT {COLUMNS} FROM ({part(words)}) AS {part.__name__}" for part in parts)


def _row(words, **given):
    """The columns of one thing, those left out as nothing."""
    usual = {
        "person": "p.holder_id",
        "post": f"NULL{words.of_number}",
        "organisation": "i.organisation_id",
        "action": "a.id",
        "measure": f"NULL{words.of_number}",
        "deadline": "a.due_on",
        "began": "0",
        "round": "0",
        "ledger_number": "a.ledger_number",
    }
    return ", ".join(f"{value} AS {name}" for name, value in (usual | given).items())


def _deadlines(words):
    late = words.days_since("a.due_on")
    stage = f"CASE WHEN {late} > 0 THEN 'overdue' WHEN {late} = 0 THEN 'due_today' "
    stage += f"WHEN {late} >= -3 THEN 'due_in_3' ELSE 'due_in_14' END"
    weeks = f"CASE WHEN {late} > 0 THEN ({late} - 1) / 7 ELSE 0 END"
    return f"""
        SELECT {_row(words, post="p.id", stage=stage, round=weeks)} FROM actions_action a {OWNED}
        WHERE {OPEN} AND a.due_on <= {words.before(-14)}
    """


def _silence(words):
    heard = words.days_since("a.heard_on")
    row = _row(words, post="p.id", stage="'silent'", deadline="a.heard_on", round=f"{heard} / 30 - 1")
    return f"""
        SELECT {row} FROM (
            SELECT a.*, (SELECT happened_on FROM actions_progressupdate WHERE action_id = a.id AND kind IN
                ('progress', 'claimed_done', 'opened', 'returned', 'lapsed', 'reopened')
                ORDER BY number DESC LIMIT 1) AS heard_on
            FROM actions_action a
            WHERE {OPEN} AND (a.updated_on IS NULL OR a.updated_on <= {words.before(30)})
                AND (a.due_on IS NULL OR a.due_on > {words.before(-3)})
        ) AS a {OWNED} WHERE a.heard_on <= {words.before(30)}
    """


def _sent_back(words):
    row = _row(words, post="p.id", stage="'sent_back'", deadline=f"NULL{words.of_day}", began="z.number")
    return f"""
        SELECT {row} FROM actions_action a {OWNED} JOIN (
            SELECT action_id, max(number) AS number FROM actions_progressupdate
            WHERE kind = 'returned' GROUP BY action_id
        ) AS z ON z.action_id = a.id
        WHERE a.status = 'in_progress' AND NOT EXISTS (
            SELECT 1 FROM actions_progressupdate WHERE action_id = a.id AND number > z.number
                AND kind IN ('progress', 'claimed_done'))
    """


def _escalations(words):
    """One row for each rung. Whoever stands above and may not see it is passed over for the leads."""
    quiet = words.days_since(
        f"{words.latest}(a.due_on, coalesce(a.updated_on, a.due_on), coalesce(z.day, a.due_on))"
    )
    late = f"""
        SELECT a.*, i.organisation_id, coalesce(z.number, 0) AS began, p.holder_id AS holder, h.id AS above,
            h.holder_id AS boss, {quiet} AS quiet,
            a.visibility = 'public' AND i.is_public AND o.has_public_site OR EXISTS (
                SELECT 1 FROM accounts_membership m WHERE m.user_id = h.holder_id
                    AND m.organisation_id = i.organisation_id AND (a.visibility <> 'officers'
                    OR m.role IN ('lead', 'manager', 'assurer', 'viewer'))) AS is_seen
        FROM actions_action a {OWNED} JOIN accounts_organisation o ON o.id = i.organisation_id
            JOIN accounts_post h ON h.id = p.reports_to_id
            LEFT JOIN (SELECT action_id, max(number) AS number, max(happened_on) AS day
                FROM actions_progressupdate WHERE kind = 'reassigned' GROUP BY action_id
            ) AS z ON z.action_id = a.id
        WHERE {OPEN} AND a.proposed_due_on IS NULL AND a.due_on <= {words.before(14)}
            AND (a.updated_on IS NULL OR a.updated_on <= {words.before(14)})
    """
    of_it = {
        "organisation": "l.organisation_id",
        "action": "l.id",
        "deadline": "l.due_on",
        "began": "l.began",
    }
    of_it["ledger_number"] = "l.ledger_number"
    boss = _row(words, person="l.boss", post="l.above", stage="'escalated_14'", **of_it)
    stage = "CASE WHEN l.is_seen THEN 'escalated_28' ELSE 'escalated_14' END"
    lead = _row(words, person="m.user_id", stage=stage, **of_it)
    return f"""
        WITH late AS ({late})
        SELECT {boss} FROM late l WHERE l.is_seen AND l.quiet >= 14
        UNION ALL
        SELECT {lead} FROM late l JOIN accounts_membership m ON m.organisation_id = l.organisation_id
            AND m.role = 'lead' AND m.user_id <> l.holder AND NOT (l.is_seen AND m.user_id = l.boss)
        WHERE l.quiet >= CASE WHEN l.is_seen THEN 28 ELSE 14 END
    """


def _deciding(words, role, kind, condition, too_near, **given):
    """Those of the role who neither hold the owning post nor had such a part in it."""
    last = f"FROM actions_progressupdate WHERE action_id = a.id AND kind = '{kind}'"
    day = words.days_since(f"(SELECT max(happened_on) {last})")
    usual = {
        "person": "m.user_id",
        "began": f"(SELECT max(number) {last})",
        "round": f"{words.latest}({day}, 0) / 7",
    }
    return f"""
        SELECT {_row(words, **(usual | given))} FROM actions_action a {OF_THE_COUNCIL}
            JOIN accounts_membership m ON m.organisation_id = i.organisation_id AND m.role = '{role}'
            LEFT JOIN accounts_post p ON p.id = a.owner_id
        WHERE {condition} AND m.user_id IS DISTINCT FROM p.holder_id AND NOT EXISTS (
            SELECT 1 FROM actions_progressupdate c WHERE c.action_id = a.id AND ({too_near}))
    """


def _extensions(words):
    asked = "c.kind = 'extension_asked' AND c.by_id = m.user_id"
    given = {"stage": "'decide_extension'", "deadline": "a.proposed_due_on"}
    condition = f"{OPEN} AND a.proposed_due_on IS NOT NULL"
    return _deciding(words, "lead", "extension_asked", condition, asked, **given)


def _had_a_part(words):
    return f"""
        c.kind = 'claimed_done' AND c.by_id = m.user_id
        OR c.kind IN ('progress', 'claimed_done') AND c.holder_id = m.user_id
        OR c.by_id = m.user_id AND c.attached_sha256s <> {words.nothing}
    """


def _sign_offs(words):
    of_it = {"stage": "'decide_sign_off'"}
    return _deciding(words, "assurer", "claimed_done", "a.status = 'done'", _had_a_part(words), **of_it)


def _checks(words):
    late = words.days_since("a.check_on")
    weeks = f"CASE WHEN {late} < -3 THEN 0 WHEN {late} < 0 THEN 1 WHEN {late} = 0 THEN 2 "
    weeks += f"ELSE 3 + ({late} - 1) / 7 END"
    of_it = {"stage": "'check_due'", "deadline": "a.check_on", "round": weeks, "began": "0"}
    near = f"a.status = 'accepted' AND a.check_on <= {words.before(-14)}"
    return _deciding(words, "assurer", "accepted", near, _had_a_part(words), **of_it)


def _readings(words):
    late = words.days_since("s.due_on")
    of_it = {"person": "m.user_id", "action": f"NULL{words.of_number}", "measure": "s.id"}
    of_it |= {
        "deadline": "s.due_on",
        "round": f"({late} - 1) / 7",
        "ledger_number": f"NULL{words.of_integer}",
    }
    last = words.day(cadences.overdue_if_last_before(words.on, cadences.Cadence.MONTHLY))
    due = words.month_after("max(t.taken_on)")
    return f"""
        SELECT {_row(words, stage="'reading_overdue'", **of_it)} FROM (
            SELECT s.id, s.area_id, coalesce({due}, s.starts_on) AS due_on FROM actions_measure s
                LEFT JOIN actions_reading t ON t.measure_id = s.id
            WHERE s.action_id IS NULL AND (s.ended_on IS NULL OR s.ended_on > {words.today})
            GROUP BY s.id HAVING coalesce(max(t.taken_on) < {last}, s.starts_on < {words.today})
        ) AS s JOIN inspections_area r ON r.id = s.area_id
            JOIN inspections_inspection i ON i.id = r.inspection_id
            JOIN accounts_membership m ON m.organisation_id = i.organisation_id AND m.role = 'lead'
    """


def _mails(words):
    empty = ("sender", "recipient", "subject", "text", "html", "message_id", "date_header")
    empty += ("provider_reference", "error_class", "error")
    nothing = {"'pending'": ["state"], "0": ["attempts", "further"], "'{}'": ["headers"], "'[]'": ["items"]}
    nothing |= {"false": ["may_have_gone", "is_possibly_repeated"], "''": empty}
    values, names = zip(*((value, name) for value, names in nothing.items() for name in names), strict=True)
    return f"""
        INSERT INTO actions_digest (id, person_id, local_date, made_at, next_try_at, {", ".join(names)})
        SELECT {words.new_id}, person, {words.today}, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP,
            {", ".join(values)}
        FROM (SELECT DISTINCT person FROM owed) AS people WHERE true ON CONFLICT DO NOTHING
    """


def _reminders(words):
    text = "CAST(w.action AS text)", "CAST(w.measure AS text)", "CAST(w.deadline AS text)"
    subject = f"coalesce('action:' || {text[0]}, 'measure:' || {text[1]})"
    matter = (
        f"{subject} || '|' || w.stage || '|' || coalesce({text[2]}, '') || '|' || w.began || '|' || w.round"
    )
    return f"""
        INSERT INTO actions_reminder (person_id, post_id, organisation_id, subject, action_id, measure_id,
            stage, deadline, round, matter, ledger_number, noted_on, said_in_id)
        SELECT w.person, w.post, w.organisation, {subject}, w.action, w.measure, w.stage, w.deadline, w.round,
            {matter}, w.ledger_number, {words.today}, d.id
        FROM owed w JOIN actions_digest d ON d.person_id = w.person AND d.local_date = {words.today}
        WHERE true ON CONFLICT DO NOTHING
    """
