"""What a verb on an action is told by the API: the same as on its page, and checked in the same places."""

from django.db import transaction
from rest_framework import serializers

from accounts.serializers.rows import RowField
from actions.models import Action, Link, Measure, Milestone, Upload
from actions.models.recording import LONGEST
from actions.models.verbs_life import posts_that_may_help, posts_that_may_own
from actions.models.verbs_progress import TITLE_LONGEST
from actions.statuses import Confidence, Kind, Visibility
from actions.transitions import RULES

MOST_PIECES = 50


def words(required=True, **more):
    more.setdefault("max_length", LONGEST)
    return serializers.CharField(required=required, allow_blank=not required, **more)


def list_of(child, **more):
    return serializers.ListField(child=child, required=False, max_length=MOST_PIECES, **more)


class LinkBody(serializers.Serializer):
    url = serializers.URLField(max_length=2000)
    title = serializers.CharField(required=False, allow_blank=True, max_length=200)


class VerbBody(serializers.Serializer):
    """The body of one verb. `record` calls the method of the model that the page calls."""

    kind = None

    note = words()
    visibility = serializers.ChoiceField(
        Visibility.choices(),
        required=False,
        help_text="Who may read these words. As the action, unless said.",
    )
    happened_on = serializers.DateField(required=False, help_text="Today, unless said. Never in the future.")

    def validate_visibility(self, value):
        order, widest = list(Visibility), Visibility(self.context["action"].visibility)
        if order.index(Visibility(value)) < order.index(widest):
            raise serializers.ValidationError(f"A row is for no more people than its action: {widest}.")
        return value

    def told(self):
        values = dict(self.validated_data)
        values["on"] = values.pop("happened_on", None)
        return values

    def record(self, action, by, at, based_on):
        return getattr(action, RULES[self.kind].verb)(by, at, based_on=based_on, **self.told())


def _my_uploads(context):
    return Upload.objects.visible_to(context["request"].user).filter(action=context["action"])


class UploadField(serializers.UUIDField):
    choices_of = staticmethod(_my_uploads)

    def to_internal_value(self, data):
        found = self.choices_of(self.context).filter(pk=super().to_internal_value(data)).first()
        if found is None:
            raise serializers.ValidationError("There is no such upload of yours for this action.")
        return found


class EvidenceBody(VerbBody):
    uploads = list_of(UploadField(), help_text="Files handed in before, at the action's uploads/.")
    links = list_of(LinkBody())

    def told(self):
        values = super().told()
        links = [Link(link.get("title", ""), link["url"]) for link in values.pop("links", [])]
        # Named twice it is one piece all the same.
        uploads = {upload.pk: upload for upload in values.pop("uploads", [])}
        return values | {"evidence": [*uploads.values(), *links]}


def _milestones_ahead(context):
    mine = Milestone.objects.visible_to(context["request"].user)
    return mine.filter(action=context["action"], done_on=None)


def _measures(context):
    action = context["action"]
    seen = Measure.objects.visible_to(context["request"].user).filter(area=action.area_id)
    return seen.filter(action=None) | seen.filter(action=action.pk)


class ReadingWithProgressBody(serializers.Serializer):
    measure = RowField("measure", _measures)
    taken_on = serializers.DateField(required=False, help_text="The day of the row, unless said.")
    value = serializers.DecimalField(max_digits=14, decimal_places=3)


class ProgressBody(EvidenceBody):
    kind = Kind.PROGRESS

    impact = words(required=False)
    confidence = serializers.ChoiceField(
        Confidence.choices(), required=False, allow_null=True, help_text="As before, unless said."
    )
    forecast_on = serializers.DateField(
        required=False, allow_null=True, help_text="As before, unless said; null takes it away."
    )
    milestones_done = list_of(RowField("milestone", _milestones_ahead))
    readings = list_of(ReadingWithProgressBody(), help_text="Recorded together with the row, or not at all.")

    def told(self):
        return {name: value for name, value in super().told().items() if name != "readings"}

    def record(self, action, by, at, based_on):
        with transaction.atomic():
            update = super().record(action, by, at, based_on)
            for reading in self.validated_data.get("readings", []):
                taken_on = reading.get("taken_on", update.happened_on)
                reading["measure"].record_reading(by, at, taken_on, reading["value"])
        return update


class ClaimBody(EvidenceBody):
    kind = Kind.CLAIMED_DONE

    impact = words(required=False)


class AcceptBody(VerbBody):
    kind = Kind.ACCEPTED

    note = words(required=False)
    evidence_seen = serializers.ListField(
        child=serializers.RegexField("^[0-9a-f]{64}$"),
        max_length=1000,
        help_text="The sha256 of all evidence you have looked at.",
    )
    check_on = serializers.DateField(help_text="When somebody is to check that it has held.")


class SendBackBody(VerbBody):
    kind = Kind.RETURNED


class SustainedBody(EvidenceBody):
    kind = Kind.SUSTAINED

    check_on = serializers.DateField(
        required=False, allow_null=True, help_text="Another check, if one is needed."
    )


class LapseBody(EvidenceBody):
    kind = Kind.LAPSED


class ExtensionBody(EvidenceBody):
    kind = Kind.EXTENSION_ASKED

    proposed_due_on = serializers.DateField()


class GrantBody(VerbBody):
    kind = Kind.EXTENSION_GRANTED


class RefuseBody(VerbBody):
    kind = Kind.EXTENSION_REFUSED


class DeadlineBody(VerbBody):
    kind = Kind.DEADLINE_MOVED

    due_on = serializers.DateField()


class ReassignBody(VerbBody):
    kind = Kind.REASSIGNED

    note = words(required=False)
    owner = RowField("post", lambda context: posts_that_may_own(context["action"].area))


class NotPursueBody(VerbBody):
    kind = Kind.NOT_PURSUED


class ReopenBody(VerbBody):
    kind = Kind.REOPENED


def _others(context):
    seen = Action.objects.visible_to(context["request"].user).of(context["action"].organisation_id)
    return seen.exclude(pk=context["action"].pk)


class SupersedeBody(VerbBody):
    kind = Kind.SUPERSEDED

    superseded_by = RowField("action", _others)


class NoteBody(EvidenceBody):
    kind = Kind.NOTED


class CorrectBody(VerbBody):
    kind = Kind.CORRECTED

    number = serializers.IntegerField(min_value=1, max_value=10**9, help_text="The row that is wrong.")
    impact = words(required=False)
    withholds = serializers.BooleanField(
        required=False, help_text="Takes the old words from the view of all but officers."
    )

    def validate_number(self, value):
        action, user = self.context["action"], self.context["request"].user
        self.row = action.updates.visible_to(user).filter(number=value).first()
        if self.row is None:
            raise serializers.ValidationError(f"This action has no row {value}.")
        return value


def _helpers(context):
    return posts_that_may_help(context["action"].area)


class RewordBody(VerbBody):
    kind = Kind.REWORDED

    title = serializers.CharField(required=False, max_length=TITLE_LONGEST)
    task = words(required=False)
    good_looks_like = serializers.CharField(required=False, max_length=LONGEST)
    contributors = list_of(RowField("post", _helpers), help_text="All posts that help from now on.")
    visibility = serializers.ChoiceField(
        Visibility.choices(), required=False, help_text="Who may see the action."
    )

    def validate_visibility(self, value):
        return value


class MilestoneBody(VerbBody):
    kind = Kind.REWORDED

    note = visibility = None
    title = serializers.CharField(max_length=TITLE_LONGEST)
    due_on = serializers.DateField(required=False, allow_null=True)

    def record(self, action, by, at, based_on):
        return action.add_milestone(by, at, based_on=based_on, **self.told())


BODIES = {
    "record-progress": ProgressBody,
    "claim-done": ClaimBody,
    "accept": AcceptBody,
    "send-back": SendBackBody,
    "confirm-sustained": SustainedBody,
    "lapse": LapseBody,
    "ask-for-extension": ExtensionBody,
    "grant-extension": GrantBody,
    "refuse-extension": RefuseBody,
    "move-deadline": DeadlineBody,
    "reassign": ReassignBody,
    "not-pursue": NotPursueBody,
    "reopen": ReopenBody,
    "supersede": SupersedeBody,
    "correct": CorrectBody,
    "note": NoteBody,
    "reword": RewordBody,
    "add-milestone": MilestoneBody,
}
