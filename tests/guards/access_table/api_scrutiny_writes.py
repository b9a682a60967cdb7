"""Writing about committees, papers and questions by the API: for the same people as on the pages."""

from tests.guards.access_table.api_writes import insiders, of
from tests.guards.access_table.questions import ANSWERERS, LEAD_ALONE, MEMBERS, of_paper

ROWS = (
    insiders("ask-about-paper", MEMBERS, of_paper),
    insiders("ask-about-action", MEMBERS, of("action")),
    insiders("answer-question", ANSWERERS, of("question")),
    insiders("publish-question", LEAD_ALONE, of("answered_question")),
    insiders("take-back-question", LEAD_ALONE, of("answered_question")),
    insiders("withdraw-question", MEMBERS, of("question")),
    insiders("record-recommendation", LEAD_ALONE, of("meeting")),
    insiders("mend-recommendation", LEAD_ALONE, of("recommendation")),
    insiders("respond", LEAD_ALONE, of("recommendation")),
)
