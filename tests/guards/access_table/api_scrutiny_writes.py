"""Writing about committees, papers and questions by the API: for the same people as on the pages."""

from tests.guards.access_table.api_writes import WRITE, here, insiders, of
from tests.guards.access_table.questions import ANSWERERS, LEAD_ALONE, MEMBERS, of_paper
from tests.guards.access_table.row import INSIDERS, LEADS, Row
from tests.guards.access_table.scrutiny import of_draft, of_frozen

ROWS = (
    insiders("subscribe", INSIDERS, here),
    insiders("subscribe-to-inspection", INSIDERS, of("inspection")),
    insiders("subscribe-to-committee", INSIDERS, of("committee")),
    insiders("ask-about-paper", MEMBERS, of_paper),
    insiders("ask-about-action", MEMBERS, of("action")),
    insiders("answer-question", ANSWERERS, of("question")),
    insiders("publish-question", LEAD_ALONE, of("answered_question")),
    insiders("take-back-question", LEAD_ALONE, of("answered_question")),
    insiders("withdraw-question", MEMBERS, of("question")),
    insiders("record-recommendation", LEAD_ALONE, of("meeting")),
    insiders("mend-recommendation", LEAD_ALONE, of("recommendation")),
    insiders("respond", LEAD_ALONE, of("recommendation")),
    insiders("add-committee", LEADS, here),
    insiders("change-committee", LEADS, of("committee")),
    insiders("set-members", LEADS, of("committee")),
    insiders("add-meeting", LEADS, of("committee")),
    insiders("change-meeting", LEADS, of("meeting")),
    insiders("add-to-forward-plan", LEADS, of("committee")),
    insiders("change-forward-plan-item", LEADS, of("plan_item")),
    Row(route="api-remove-forward-plan-item", args=of("plan_item"), other_methods={"DELETE": LEADS}, **WRITE),
    insiders("begin-paper", LEADS, of("meeting")),
    Row(route="api-change-draft", args=of_draft, writes=LEADS, refused="404", **WRITE),
    Row(route="api-freeze-draft", args=of_draft, writes=LEADS, refused="404", **WRITE),
    Row(route="api-remove-draft", args=of_draft, other_methods={"DELETE": LEADS}, refused="404", **WRITE),
    insiders("add-notice", LEADS, of_frozen),
)
