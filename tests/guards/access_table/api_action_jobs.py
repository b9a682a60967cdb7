"""By the API: plans brought in, work handed over, milestones, mails and calendars."""

from actions.models import CalendarAddress
from tests.factories import MORNING
from tests.guards.access_table.actions import LEAD_ALONE
from tests.guards.access_table.api_actions import ITEM, LIST, of
from tests.guards.access_table.api_people import API, HIDDEN, deed, person_here
from tests.guards.access_table.api_people import LIST as OWN_LIST
from tests.guards.access_table.api_scrutiny import of_reminder
from tests.guards.access_table.api_writes import WRITE, here, insiders
from tests.guards.access_table.row import LEADS, SIGNED_IN, Row
from tests.guards.reminders_world import more_people_to_tell
from tests.guards.world import ASSURER, LEAD, MANAGER, VIEWER

MANAGER_ALONE = frozenset({MANAGER})
OF_THE_PLAN = LEADS | {MANAGER, ASSURER, VIEWER}
TRIED = "the plan and its ledgers: every row is tried by the verbs, and taken back"


def of_milestone(place):
    return {"pk": place.more["action"].milestones.get().pk}


def of_post(place):
    return {"pk": place.post.pk}


def more_milestones(world, number):
    for _ in range(number):
        action = world.west.more["action"]
        action.refresh_from_db()
        action.add_milestone(world.people[LEAD], MORNING, "Another panel")


def more_imports(world, number):
    inspection = world.west.more["inspection"]
    for _ in range(number):
        inspection.plan_imports.create(
            name="tracker.csv", headings=[], rows=[], made_by=world.people[LEAD], made_at=MORNING
        )


def more_addresses(world, number):
    for _ in range(number):
        CalendarAddress(user=world.people[LEAD]).issue(MORNING)


ROWS = (
    Row(route="api-milestones", **LIST, grow=more_milestones),
    Row(route="api-milestone", args=of_milestone, **ITEM),
    Row(
        route="api-proposed-plan",
        args=of("inspection"),
        reads=LEAD_ALONE,
        not_a_list="the areas of one report, asked for at once",
        **WRITE,
    ),
    insiders("open-plan", LEAD_ALONE, of("inspection")),
    insiders("hand-over-actions", LEAD_ALONE, of_post),
    Row(route="api-plan-imports", **OWN_LIST, grow=more_imports),
    Row(route="api-plan-import", args=of("plan_import"), reads=LEAD_ALONE, **HIDDEN),
    insiders("import-plan", LEAD_ALONE, of("inspection")),
    deed("match-plan-import", LEAD_ALONE, of("plan_import"), refused="404"),
    Row(
        route="api-preview-plan-import",
        args=of("plan_import"),
        reads=LEAD_ALONE,
        writes_when_read=TRIED,
        **HIDDEN,
    ),
    deed("apply-plan-import", LEAD_ALONE, of("plan_import"), refused="404"),
    Row(route="api-told", **OWN_LIST, grow=more_people_to_tell),
    Row(route="api-told-one", args=of_reminder, reads=OF_THE_PLAN, **HIDDEN),
    Row(route="api-reminders-due", args=here, reads=LEADS, **API, grow=more_people_to_tell),
    Row(route="api-mails", **OWN_LIST, grow=more_people_to_tell),
    Row(route="api-mail", args=of("digest"), reads=LEADS | MANAGER_ALONE, **HIDDEN),
    deed("resend-mail", LEADS, of("digest"), refused="404"),
    deed("send-mail-now", LEADS, person_here),
    Row(route="api-calendar-addresses", **OWN_LIST, grow=more_addresses),
    Row(route="api-calendar-address", args=of("calendar_address"), reads=MANAGER_ALONE, **HIDDEN),
    deed("revoke-calendar-address", MANAGER_ALONE, of("calendar_address"), refused="404"),
    Row(route="api-my-mail", reads=SIGNED_IN, **WRITE),
    deed("change-my-mail", SIGNED_IN, None),
)
