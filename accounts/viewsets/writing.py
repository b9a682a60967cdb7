"""What every write of the API has in common: what was seen before, what was sent, what is wrong with it."""

from contextlib import contextmanager

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import IntegrityError
from rest_framework import serializers

from accounts.viewsets.conditional import numbers_seen
from accounts.viewsets.problems import Problem, refused_fields

NOT_SEEN = (
    'Say in the header If-Match which ledger number you have seen, for example "7". '
    "It stands in the ETag and in ledger_number of what you read."
)


def body_of(serializer_class, request, **context):
    """The serializer with what was sent, checked. What the address does not know is refused, not ignored."""
    if request.query_params:
        raise refused_fields(dict.fromkeys(request.query_params, "This address takes no parameters."))
    serializer = serializer_class(data=request.data, context={"request": request, **context})
    if not hasattr(request.data, "keys"):
        raise refused_fields({"": "Send one JSON object."})
    unknown = dict(_unknown(serializer, request.data))
    if unknown:
        raise refused_fields(unknown)
    serializer.is_valid(raise_exception=True)
    return serializer


def _unknown(field, sent, before=""):
    """(name, words) of what no field takes, however deep it stands."""
    if isinstance(field, serializers.ListField) and isinstance(sent, list):
        for place, each in enumerate(sent):
            yield from _unknown(field.child, each, f"{before}{place}.")
    if not isinstance(field, serializers.Serializer) or not hasattr(sent, "keys"):
        return
    known = ", ".join(field.fields) or "none"
    for name in sorted(set(sent) - set(field.fields)):
        yield f"{before}{name}", f"This is not known here. Known are: {known}."
    for name in set(sent) & set(field.fields):
        yield from _unknown(field.fields[name], sent[name], f"{before}{name}.")


def number_seen(request):
    """The ledger number that the write is based on."""
    seen = numbers_seen(request)
    if seen is None:
        raise Problem(428, NOT_SEEN, kind="version-wanted")
    if len(seen) != 1:
        raise refused_fields({"If-Match": NOT_SEEN})
    return next(iter(seen))


@contextmanager
def refusals(renamed=None):
    """A model's sentences as problem details. `renamed`: {the model's name of a field: the body's}."""
    try:
        yield
    except ValidationError as refusal:
        raise _wrong(refusal, renamed or {}) from None
    except IntegrityError:
        raise Problem(409, "Somebody else was quicker. Read it again before you write.") from None


def _wrong(refusal, renamed):
    if not hasattr(refusal, "error_dict"):
        return Problem(400, " ".join(refusal.messages), kind="bad-value", errors={"": refusal.messages})
    return refused_fields(
        {
            "" if name == NON_FIELD_ERRORS else renamed.get(name, name): sentences
            for name, sentences in refusal.message_dict.items()
        }
    )


def require(sentence_or_answer):
    """403 with the sentence that says why not; None or True when the caller may."""
    if sentence_or_answer is None or sentence_or_answer is True:
        return
    raise PermissionDenied(sentence_or_answer or "You may not do this.")
