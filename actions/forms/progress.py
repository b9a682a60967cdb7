from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from accounts.date_input import DateField, KnownDay
from actions.forms.evidence import EvidenceForm
from actions.forms.verb import ManyField, words_field
from actions.models import Measure, Milestone
from actions.refusals import Refused
from actions.statuses import Confidence, Kind

RIGHTS_ASK = ("area__inspection__organisation", "action__owner", "action__area__inspection")
AS_BEFORE = "as_before"
SAID = (Confidence.ON_TRACK, Confidence.AT_RISK, Confidence.OFF_TRACK)


class ProgressForm(EvidenceForm):
    """One screen: words, confidence, forecast, milestones, readings and evidence."""

    kind = Kind.PROGRESS

    note = words_field(
        "What has happened?",
        rows=5,
        error_messages={"required": "Say what has happened. One sentence is enough."},
    )
    impact = words_field(
        "What difference has it made?", required=False, help_text="To children and families, or to staff."
    )
    confidence = forms.ChoiceField(label="Will it be done in time?", widget=forms.RadioSelect, required=False)
    forecast_on = KnownDay(label="When do you expect to be done?", required=False)
    milestones_done = ManyField(
        Milestone.objects.none(),
        label="Which milestones are done?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data=None, *, action, user, on, **more):
        starts = {"confidence": AS_BEFORE, "forecast_on": action.forecast_on}
        more["initial"] = starts | (more.get("initial") or {})
        super().__init__(data, action=action, user=user, on=on, **more)
        before = Confidence(action.confidence).label.lower()
        self.fields["confidence"].choices = [
            (AS_BEFORE, f"As before ({before})"),
            *((each.value, each.label) for each in SAID),
        ]
        ahead = Milestone.objects.visible_to(user).filter(action=action, done_on=None)
        self.fields["milestones_done"].queryset = ahead
        if not ahead:
            del self.fields["milestones_done"]
        self.measures = list(measures_to_read(user, action, on))
        for measure in self.measures:
            self.fields[f"reading_{measure.pk}"] = _reading_field(measure)
            self.fields[f"reading_on_{measure.pk}"] = DateField(
                label=f"{measure.name}: for which day?",
                required=False,
                help_text="Leave this empty if it is for today.",
            )

    def readings(self):
        """(measure, box of the figure, box of the day), for the page."""
        return [(each, self[f"reading_{each.pk}"], self[f"reading_on_{each.pk}"]) for each in self.measures]

    def what(self):
        values = {name: value for name, value in super().what().items() if not name.startswith("reading_")}
        if values["confidence"] in (AS_BEFORE, ""):
            values["confidence"] = None
        # A forecast left as it stands is not said anew: it may have passed by now.
        if values["forecast_on"] == self.action.forecast_on:
            del values["forecast_on"]
        return values

    def record(self, by, at):
        """The row and its readings, or nothing at all."""
        with transaction.atomic():
            update = super().record(by, at)
            for measure in self.measures:
                self._record_reading(measure, by, at)
        return update

    def _record_reading(self, measure, by, at):
        figure = self.cleaned_data[f"reading_{measure.pk}"]
        if figure is None:
            return
        taken_on = self.cleaned_data[f"reading_on_{measure.pk}"] or self.on
        try:
            measure.record_reading(by, at, taken_on, figure)
        except ValidationError as refusal:
            boxes = {"taken_on": f"reading_on_{measure.pk}"}
            raise ValidationError(
                {
                    boxes.get(name, f"reading_{measure.pk}"): errors
                    for name, errors in refusal.error_dict.items()
                }
            ) from None
        except Refused as refusal:
            raise ValidationError({f"reading_on_{measure.pk}": str(refusal)}) from None


class ClaimForm(EvidenceForm):
    kind = Kind.CLAIMED_DONE

    note = words_field("What was done?", rows=5, help_text="Say how it meets what good looks like.")
    impact = words_field(
        "What difference has it made?", required=False, help_text="To children and families, or to staff."
    )

    def warnings(self):
        found = super().warnings()
        brought = self.cleaned_data["uploads"] or self.cleaned_data["links"]
        if not brought and not self.action.evidence_sha256s():
            found.append("There is no evidence yet. Without any, an assurer has to send the claim back.")
        return found


def measures_to_read(user, action, on):
    """Those of the action and of its area that are still read and that this person may record for."""
    measures = measures_of(user, action).exclude(ended_on__lte=on)
    return [measure for measure in measures if measure.may_be_read_by(user)]


def measures_of(user, action):
    measures = Measure.objects.visible_to(user).filter(
        Q(action=None) | Q(action=action.pk), area=action.area_id
    )
    return measures.select_related(*RIGHTS_ASK).prefetch_related("action__contributors")


def _reading_field(measure):
    return forms.DecimalField(
        label=f"{measure.name} ({measure.unit})", required=False, max_digits=14, decimal_places=3
    )
