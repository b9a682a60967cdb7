from django import forms

from accounts.date_input import DateField


class DayForm(forms.Form):
    """The day a plan is asked for. It knows today, because a plan has no future."""

    as_at = DateField(label="As it stood on", required=False)

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_as_at(self):
        day = self.cleaned_data["as_at"]
        if day and day > self.today:
            raise forms.ValidationError("This day is still to come. Give today or an earlier day.")
        return day
