from django import forms

from accounts.date_input import DateField, KnownDay
from scrutiny.models import Meeting


class MeetingForm(forms.ModelForm):
    starts_at = forms.TimeField(
        label="Time it starts",
        required=False,
        help_text="By the 24-hour clock, such as 18:00.",
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "govuk-input--width-4"}),
        error_messages={"invalid": "Enter the time by the 24-hour clock, such as 18:00."},
    )

    class Meta:
        model = Meeting
        fields = ["held_on", "starts_at", "place", "papers_set_for", "papers_due_reason", "cancelled_because"]
        field_classes = {"held_on": KnownDay, "papers_set_for": DateField}
        labels = {
            "held_on": "Day of the meeting",
            "papers_set_for": "Papers are due on another day",
            "papers_due_reason": "Why they are due on that day",
            "cancelled_because": "Why it was called off",
        }
        help_texts = {
            "papers_set_for": (
                "Leave this empty for the usual day: five clear working days before the meeting."
            ),
            "cancelled_because": "Fill this in only if the meeting will not take place.",
        }

    def __init__(self, *args, committee, **more):
        super().__init__(*args, **more)
        self.instance.committee = committee
        if not self.instance.pk:
            del self.fields["cancelled_because"]

    def _get_validation_exclusions(self):
        """The committee is not typed, but the rule of one meeting at a time needs it."""
        return super()._get_validation_exclusions() - {"committee"}
