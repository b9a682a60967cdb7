from django import forms
from django.core.exceptions import ValidationError

from accounts.date_input import DateField
from actions.models import Measure


class MeasureForm(forms.ModelForm):
    of_action = forms.BooleanField(
        label="It belongs to this action alone",
        required=False,
        help_text="Otherwise it belongs to the whole area, and to all of its actions.",
    )

    class Meta:
        model = Measure
        fields = [
            "name",
            "unit",
            "definition",
            "direction",
            "baseline",
            "baseline_on",
            "target",
            "target_on",
            "cadence",
            "starts_on",
            "ended_on",
            "hides_small_numbers",
            "visibility",
        ]
        field_classes = dict.fromkeys(("baseline_on", "target_on", "starts_on", "ended_on"), DateField)
        widgets = {
            "definition": forms.Textarea(attrs={"rows": 3}),
            "direction": forms.RadioSelect,
            "cadence": forms.RadioSelect,
            "visibility": forms.RadioSelect,
        }
        labels = {"name": "Name of the measure", "baseline_on": "Day of the baseline"}
        help_texts = {
            "name": "For example, children in unregistered placements.",
            "unit": "For example, children, or %.",
            "target_on": "The day by which the target is to be met.",
            "ended_on": "Leave this empty while it is still read.",
            "hides_small_numbers": "Figures from 1 to 4 could point to somebody.",
        }

    field_order = ["name", "of_action"]

    def __init__(self, *args, area, action, **more):
        super().__init__(*args, **more)
        self.area, self.action = area, action
        self.instance.area = area
        if action is None:
            del self.fields["of_action"]
        if self.instance.pk:
            self.initial["of_action"] = self.instance.action_id is not None
        else:
            del self.fields["ended_on"]
        for name in ("direction", "cadence", "visibility"):
            self.fields[name].choices = [pair for pair in self.fields[name].choices if pair[0]]

    def clean(self):
        values = super().clean()
        if self.action is not None:
            self.instance.action = self.action if values.get("of_action") else None
        same = Measure.objects.filter(area__inspection__organisation=self.area.inspection.organisation_id)
        same = same.filter(area=self.area, name=values.get("name", "")).exclude(pk=self.instance.pk)
        if same.exists():
            self.add_error("name", "This area has a measure of that name already.")
        return values


class ReadingForm(forms.Form):
    taken_on = DateField(label="For which day?")
    value = forms.DecimalField(label="Figure", max_digits=14, decimal_places=3)
    note = forms.CharField(
        label="What should a reader know about it?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, measure, **more):
        super().__init__(*args, **more)
        self.fields["value"].label = f"Figure ({measure.unit})"

    def take_refusal(self, refusal):
        if isinstance(refusal, ValidationError) and hasattr(refusal, "error_dict"):
            for name, errors in refusal.error_dict.items():
                self.add_error(name if name in self.fields else None, errors)
        else:
            self.add_error(None, refusal if isinstance(refusal, ValidationError) else str(refusal))


class ReadingCorrectionForm(ReadingForm):
    taken_on = None
    value = forms.DecimalField(
        label="Right figure",
        required=False,
        max_digits=14,
        decimal_places=3,
        help_text="Leave this empty to take the reading away.",
    )
    note = forms.CharField(label="What was wrong?", widget=forms.Textarea(attrs={"rows": 2}))
