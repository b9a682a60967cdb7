"""The access table: every address of the service, and who may do what there. One file per app.

How to add a row: CONTRIBUTING.md, "Add a page".
"""

from tests.guards.access_table import (
    accounts,
    actions,
    api_actions,
    api_inspections,
    api_scrutiny,
    api_scrutiny_writes,
    api_writes,
    evidence,
    feeds,
    files,
    hand_over,
    inspections,
    organisations,
    plans,
    progress,
    questions,
    recommendations,
    reminders,
    scrutiny,
    sign_in,
    site,
    webhooks,
)

ROWS = (
    *site.ROWS,
    *sign_in.ROWS,
    *accounts.ROWS,
    *organisations.ROWS,
    *inspections.ROWS,
    *actions.ROWS,
    *plans.ROWS,
    *progress.ROWS,
    *evidence.ROWS,
    *files.ROWS,
    *hand_over.ROWS,
    *reminders.ROWS,
    *scrutiny.ROWS,
    *questions.ROWS,
    *recommendations.ROWS,
    *feeds.ROWS,
    *api_actions.ROWS,
    *api_inspections.ROWS,
    *api_scrutiny.ROWS,
    *api_scrutiny_writes.ROWS,
    *api_writes.ROWS,
    *webhooks.ROWS,
)
