"""A world in which every word that people may type holds what would run in a page that forgot to escape it.

Most tables could be filled through their models; those that are only ever added to could not, so here the
rows are changed underneath: on SQLite, with the triggers taken off and put back.
"""

from datetime import date

from django.apps import apps
from django.db import connection, transaction
from django.db import models as django_models
from django.db.models.query import QuerySet

from inspections.models import Inspection
from scrutiny import freezing
from scrutiny.models import Committee
from tests.factories import MORNING, make_meeting, make_paper
from tests.guards.world import make_world

MEETS_ON = date(2031, 4, 10)
APPS = ("accounts", "inspections", "actions", "scrutiny")
# A formula; the ends of an attribute, a title, a text box and a script; five ways to run; a template.
SHORT = '=1+1"><img src=x onerror=xss()>'
LONG = (
    """=1+1'"></title></textarea></script><svg onload=xss()><img src=x onerror=xss()><script>xss()</script>"""
    """<a href=javascript:xss()>{{"POI"|add:"SON"}}"""
)
# And lines that a calendar or a mail would take for its own, and characters that XML has no place for.
TEXT = (
    LONG + "</style><iframe srcdoc='<script>xss()</script>'>\nATTENDEE:mailto:x@evil.example\n\x0b\x1b\u202e"
)
ADDRESS = 'https://west.example/"><img src=x onerror=xss()>'
MAILBOX = '"<img/src=x/onerror=xss()>{}"@west.example'

# What people type, by table; the words of every other column are made by the service itself.
TYPED = {
    "accounts.ApiToken": ["name"],
    "accounts.ClosureDay": ["words"],
    "accounts.Invitation": ["email", "name"],
    "accounts.Job": ["title", "step", "error"],
    "accounts.Organisation": ["name"],
    "accounts.Post": ["title"],
    "accounts.Session": ["browser"],
    "accounts.User": ["email", "name"],
    "inspections.Area": ["section", "subsection", "paragraph", "words", "theme"],
    "inspections.AreaBody": ["name"],
    "inspections.Inspection": ["title", "lead_inspector", "source_name"],
    "inspections.Judgement": ["section", "name", "grade"],
    "inspections.ReportReading": ["file_name"],
    "actions.Action": ["title", "task", "good_looks_like"],
    "actions.Digest": ["recipient", "subject", "error", "items"],
    "actions.Draft": ["typed"],
    "actions.Evidence": ["url", "name", "title"],
    "actions.MailPreference": ["pause_reason"],
    "actions.Measure": ["name", "unit", "definition"],
    "actions.Milestone": ["title"],
    "actions.PlanImport": ["name", "headings", "rows"],
    "actions.ProgressUpdate": ["by_post", "note", "impact"],
    "actions.Reading": ["note"],
    "actions.StoredFile": ["scan_words"],
    "actions.Upload": ["name", "title"],
    "actions.Webhook": ["name", "url", "pause_reason"],
    "scrutiny.Committee": ["name", "remit"],
    "scrutiny.ForwardPlanItem": ["words"],
    "scrutiny.Meeting": ["place", "papers_due_reason", "cancelled_because"],
    "scrutiny.Paper": ["title", "commentary", "decisions_asked"],
    "scrutiny.PaperNotice": ["words"],
    "scrutiny.Question": ["words", "answer"],
    "scrutiny.Response": ["words"],
    "scrutiny.Subscription": ["email"],
}
# Words the service makes or checks: marks, hashes, addresses it drew itself, what it keeps of a mail it sent.
OURS = {
    "accounts.Heartbeat", "accounts.KeptAnswer", "accounts.RequestCount", "accounts.SignInLimit",
    "accounts.Sweep", "actions.Arming", "actions.CalendarAddress", "actions.Reminder",
    "actions.WebhookDelivery", "inspections.InspectionClock", "scrutiny.FrozenFile", "scrutiny.FrozenPaper",
    "scrutiny.SubscriptionNotice",
}  # fmt: skip
MADE = {
    "password", "slug", "ons_code", "secret_hash", "kind", "input", "result", "next_url", "prefix",
    "key_hash", "session_key", "session_data", "sha256", "source_sha256", "source_file", "file", "read",
    "pages", "draft", "attached_sha256s", "seen_sha256s", "previous_hash", "hash", "sender", "text", "html",
    "message_id", "date_header", "headers", "provider_reference", "error_class", "form", "weekdays",
    "left_out", "columns", "kinds", "salt", "former_salt", "history_change_reason",
}  # fmt: skip
# A meeting that is cancelled and a decision not taken have pages of their own; most meetings take place.
EMPTY_STAYS = {"cancelled_because", "pause_reason", "grade", "url", "answer", "error", "theme", "subsection"}


def make_poisoned_world():
    """And a paper put before a committee there, with its files."""
    world = make_world()
    poison_every_text()
    for place in (world.west, world.east):
        committee = Committee.objects.get(pk=place.more["committee"].pk)
        meeting = make_meeting(committee, MEETS_ON)
        inspection = Inspection.objects.get(pk=place.more["inspection"].pk)
        words = {"title": LONG, "commentary": TEXT, "decisions_asked": TEXT, "as_at": MORNING.date()}
        paper = make_paper(meeting, inspection, place.people["lead"], **words)
        place.more["frozen"] = freezing.freeze(paper, place.people["lead"], MORNING)
    return world


def models():
    return [model for model in apps.get_models() if model._meta.app_label in APPS]


def typed_in(model):
    label = model._meta.label.replace("Historical", "")
    return TYPED.get(label, [])


def poison_every_text():
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
        for model in models():
            poison_table(model)
        for _, sql in triggers:
            cursor.execute(sql)


def poison_table(model):
    fields = [model._meta.get_field(name) for name in typed_in(model) if has_field(model, name)]
    rows = QuerySet(model)
    for row in rows.values("pk", *(field.attname for field in fields)) if fields else ():
        changed = {field.attname: poisoned(field, row[field.attname], row["pk"]) for field in fields}
        rows.filter(pk=row["pk"]).update(**changed)


def text_columns(model):
    kinds = (django_models.CharField, django_models.TextField, django_models.JSONField)
    return [field for field in model._meta.concrete_fields if isinstance(field, kinds) and not field.choices]


def has_field(model, name):
    return any(field.name == name for field in model._meta.concrete_fields)


def poisoned(field, value, pk):
    if field.name in EMPTY_STAYS and not value:
        return value
    if isinstance(field, django_models.JSONField):
        return leaves(value)
    if isinstance(field, django_models.EmailField) or field.name in ("email", "recipient"):
        return MAILBOX.format(pk)
    if field.name == "url":
        return ADDRESS
    longest = field.max_length or 10_000
    start = SHORT if longest < 190 else LONG if field.max_length else TEXT
    return f"{start} {pk} {value}"[:longest]


def leaves(value):
    """The words in JSON, its names left as they are. Short ones are marks, not words."""
    if isinstance(value, dict):
        return {name: each if name in MARKS else leaves(each) for name, each in value.items()}
    if isinstance(value, list):
        return [leaves(each) for each in value]
    return f"{SHORT} {value}" if isinstance(value, str) else value


MARKS = {"stage", "group", "subject", "address", "reference"}
