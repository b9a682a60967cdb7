"""The rules by which buckets, ratings and transitions come about, read from the tables that apply them."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.viewsets import asked as asking
from actions import buckets, rating
from actions.serializers.rules import RulesSerializer
from actions.statuses import OPEN, Closeness, Part, Status
from actions.transitions import RULES
from inspections.frameworks import Kind
from inspections.timescales import Timescale


class RulesView(APIView):
    @extend_schema(responses=RulesSerializer, summary="The rules", operation_id="rules_retrieve")
    def get(self, request):
        """Buckets, ratings, transitions, timescales and kinds, with the words that people read."""
        asking.refuse_parameters(request)
        return Response(told())


def told():
    return {
        "rating_rule_version": rating.VERSION,
        "due_soon_days": buckets.DUE_SOON.days,
        "statuses": [{"status": each.value, "label": each.label, "is_open": each in OPEN} for each in Status],
        "buckets": [
            {"bucket": bucket.value, "label": bucket.label, "rule": words}
            for bucket, words in buckets.RULE_IN_WORDS.items()
        ],
        "ratings": [
            {
                "clause": clause.name,
                "rating": clause.rating.value,
                "label": clause.rating.label,
                "shape": clause.rating.shape,
                "rule": clause.words,
            }
            for clause in rating.RULE
        ],
        "transitions": [_transition(rule) for rule in RULES.values()],
        "parts": [{"part": each.value, "label": each.label} for each in Part],
        "closeness": [{"closeness": each.value, "label": each.label} for each in Closeness],
        "timescales": [
            {"timescale": each.value, "label": each.label, "months": each.months} for each in Timescale
        ],
        "kinds": [{"kind": each.value, "label": each.label} for each in Kind],
    }


def _transition(rule):
    return {
        "kind": rule.kind.value,
        "label": rule.kind.label,
        "verb": rule.verb,
        "from_statuses": [each.value for each in rule.from_statuses],
        "to_status": rule.to_status.value if rule.to_status else None,
        "who": [each.value for each in rule.who],
        "apart_from": [each.value for each in rule.apart_from],
        "requires": list(rule.requires),
        "sentence": rule.sentence,
    }
