from datetime import timedelta

from django import forms

from accounts.date_input import KnownDay
from actions import stages
from actions.models import MailPreference

WEEKDAYS = ((0, "Monday"), (1, "Tuesday"), (2, "Wednesday"), (3, "Thursday"), (4, "Friday"))
LONGEST_PAUSE = timedelta(days=183)


class MailPreferenceForm(forms.ModelForm):
    """On which days and at what hour, what one can do without, and a pause."""

    weekdays = forms.TypedMultipleChoiceField(
        label="Weekdays",
        choices=WEEKDAYS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="For chosen weekdays, or the one day of a weekly mail.",
    )
    hour = forms.TypedChoiceField(
        label="Hour",
        choices=[(hour, f"{hour:02}:00") for hour in range(24)],
        coerce=int,
        help_text="The mail is sent within the ten minutes after it.",
    )
    wanted = forms.MultipleChoiceField(
        label="Tell me as well",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="You can do without these. Everything else is always told.",
    )
    paused_until = KnownDay(
        label="No mail up to and including",
        required=False,
        help_text="Leave empty for no pause. Decisions, and what others let slip, are told all the same.",
    )

    class Meta:
        model = MailPreference
        fields = ["rhythm", "weekdays", "hour", "wanted", "paused_until", "pause_reason"]
        widgets = {"rhythm": forms.RadioSelect}
        labels = {"rhythm": "How often", "pause_reason": "Why"}
        help_texts = {"pause_reason": "For example annual leave. Improvement leads read this."}

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["rhythm"].choices = MailPreference.Rhythm.choices()
        optional = [stage for stage in stages.all_stages() if stage.is_optional]
        self.fields["wanted"].choices = [(stage.key, stage.label) for stage in optional]
        self.initial["wanted"] = [stage.key for stage in optional if stage.key not in self.instance.left_out]

    def clean_paused_until(self):
        until = self.cleaned_data["paused_until"]
        if until and "paused_until" in self.changed_data and until < self.today:
            raise forms.ValidationError("This day has passed. Give today or a later day, or leave it empty.")
        if until and until > self.today + LONGEST_PAUSE:
            raise forms.ValidationError("A pause is half a year at most.")
        return until

    def clean(self):
        given = super().clean()
        if given.get("pause_reason") and "paused_until" in given and not given["paused_until"]:
            given["pause_reason"] = ""
        return given

    def save(self, commit=True):
        preference = self.instance
        wanted = self.cleaned_data["wanted"]
        offered = [key for key, _ in self.fields["wanted"].choices]
        preference.left_out = [key for key in offered if key not in wanted]
        if preference.pk is None or {"rhythm", "weekdays"} & set(self.changed_data):
            preference.chosen_on = self.today
        return super().save(commit)
