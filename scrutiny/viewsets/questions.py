"""Questions of members with their answers, and what the executive answered to recommendations."""

from accounts.viewsets.addresses import Address
from accounts.viewsets.resources import Resource
from inspections.viewsets import naming
from scrutiny.filters import QuestionsAsked, ResponsesAsked
from scrutiny.models import Answer, Question, Response
from scrutiny.models.questions import ASKED_BY
from scrutiny.serializers.papers import QuestionSerializer, ResponseSerializer

QUESTION, RESPONSE = Address("api-question", 987654321), Address("api-response", 987654321)
AREA = Address("api-area", 987654321)
PAGE = Address("question", "some-organisation", 987654321)
OF_QUESTIONS = ("asked_on", "words", "answer", "answered_on", "published_on", "withdrawn_on", "version")
OF_RESPONSES = ("answer", "words", "answered_on", "version")


def tell_questions(found, asked):
    return [_question(row) for row in found]


def _question(row):
    organisation = row.organisation_of_paper or row.organisation_of_action
    return {
        "id": row.id,
        "url": QUESTION.of(row.id),
        "page": PAGE.of(organisation, row.id),
        "organisation": organisation,
        "about": _about(row),
        "asked_by_post": ASKED_BY,
        **{name: getattr(row, name) for name in OF_QUESTIONS},
        "is_outstanding": row.answered_on is None and row.withdrawn_on is None,
    }


def _about(row):
    if row.paper_id:
        return {"kind": "paper", "id": row.paper_id, "title": row.paper_title}
    reference = f"{row.area_number}.{row.action_number}"
    return {"kind": "action", "id": row.action_id, "title": f"{reference} {row.action_title}"}


def tell_responses(found, asked):
    return [
        {
            "id": row.id,
            "url": RESPONSE.of(row.id),
            "organisation": naming.organisation_of(row),
            "inspection": naming.inspection_of(row),
            "area": {
                "id": row.area_id,
                "number": row.area_number,
                "url": AREA.of(row.area_id),
                "words": row.area_words,
            },
            **{name: getattr(row, name) for name in OF_RESPONSES},
            "answer_label": Answer(row.answer).label,
        }
        for row in found
    ]


QUESTIONS = Resource(
    name="questions",
    one="question",
    words="What members of committees asked and what they were answered: who asked is not told.",
    rows=lambda asked: Question.objects.visible_to(asked.user),
    tell=tell_questions,
    columns={name: name for name in ("id", "paper_id", "action_id", *OF_QUESTIONS)}
    | {
        "paper_title": "paper__title",
        "action_title": "action__title",
        "action_number": "action__number",
        "area_number": "action__area__number",
        "organisation_of_paper": "paper__inspection__organisation__slug",
        "organisation_of_action": "action__area__inspection__organisation__slug",
    },
    serializer=QuestionSerializer,
    filters=QuestionsAsked,
    orderings={"id": ("pk",), "asked_on": ("asked_on",)},
)
RESPONSES = Resource(
    name="responses",
    one="response",
    words="What the executive answered to the committees' own recommendations.",
    rows=lambda asked: Response.objects.visible_to(asked.user),
    tell=tell_responses,
    columns={name: name for name in ("id", "area_id", *OF_RESPONSES)}
    | {"area_number": "area__number", "area_words": "area__words"}
    | naming.columns("area__inspection__"),
    serializer=ResponseSerializer,
    filters=ResponsesAsked,
    orderings={"id": ("pk",), "answered_on": ("answered_on",)},
)
