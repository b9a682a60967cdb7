from django import forms

from accounts.date_input import KnownDay
from accounts.models import ClosureDay


class ClosureDayForm(forms.ModelForm):
    class Meta:
        model = ClosureDay
        fields = ["day", "words"]
        field_classes = {"day": KnownDay}
        labels = {"day": "Day on which you are closed", "words": "What it is"}
        help_texts = {
            "day": "Bank holidays and weekends are known already.",
            "words": "For example, closed between Christmas and New Year.",
        }

    def __init__(self, *args, organisation, **more):
        super().__init__(*args, **more)
        self.instance.organisation = organisation

    def _get_validation_exclusions(self):
        """The organisation is not typed, but the rule of one closure for a day needs it."""
        return super()._get_validation_exclusions() - {"organisation"}
