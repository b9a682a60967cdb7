from actions.models.actions import Action
from actions.models.armings import Arming
from actions.models.calendar_addresses import CalendarAddress
from actions.models.changes import Change
from actions.models.contributions import Contribution
from actions.models.digests import Digest, DigestOrganisation
from actions.models.drafts import Draft
from actions.models.evidence import Evidence, Link, StoredFile, Upload
from actions.models.ledger import ProgressUpdate
from actions.models.mail_preferences import MailPreference
from actions.models.measures import Measure, Reading
from actions.models.milestones import Milestone
from actions.models.plan_imports import PlanImport
from actions.models.reminders import Reminder
from actions.models.webhooks import Webhook, WebhookDelivery

__all__ = [
    "Action",
    "Arming",
    "CalendarAddress",
    "Change",
    "Contribution",
    "Digest",
    "DigestOrganisation",
    "Draft",
    "Evidence",
    "Link",
    "MailPreference",
    "Measure",
    "Milestone",
    "PlanImport",
    "ProgressUpdate",
    "Reading",
    "Reminder",
    "StoredFile",
    "Upload",
    "Webhook",
    "WebhookDelivery",
]
