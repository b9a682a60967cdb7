from django import forms

from accounts.date_input import KnownDay
from actions.forms.verb import INCOMPLETE, words_field
from inspections import timescales
from scrutiny.models import Answer
from scrutiny.models.recommendations import check_received


class RecommendationForm(forms.Form):
    recommendation = words_field(
        "What the committee recommends", rows=5, help_text="In the committee's words, as in its minutes."
    )
    section = forms.CharField(
        label="Subject", max_length=200, required=False, help_text="A few words that stand above it in lists."
    )
    timescale = forms.ChoiceField(label="How soon it is to be done", required=False)

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["timescale"].choices = [("", "No timescale given"), *timescales.choices()]


class NewRecommendationForm(RecommendationForm):
    received_on = KnownDay(
        label="When did the executive receive it?",
        help_text="Its answer is due two months after this day.",
    )

    def __init__(self, *args, meeting, on, **more):
        super().__init__(*args, **more)
        self.meeting, self.on = meeting, on

    def clean_received_on(self):
        day = self.cleaned_data["received_on"]
        if day:
            check_received(self.meeting, day, self.on)
        return day


class ResponseForm(forms.Form):
    """`based_on` is the version of the answer that was read; 0 when there was none."""

    based_on = forms.IntegerField(
        min_value=0, widget=forms.HiddenInput, error_messages={"required": INCOMPLETE, "invalid": INCOMPLETE}
    )
    answer = forms.ChoiceField(
        label="What does the executive answer?", choices=Answer.choices, widget=forms.RadioSelect
    )
    words = words_field("In the executive's words", rows=6, help_text="Everybody will read this.")
    answered_on = KnownDay(label="When did it answer?")
