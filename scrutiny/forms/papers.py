from django import forms
from django.core.exceptions import ValidationError

from accounts.date_input import DateField, KnownDay
from actions import personal_data
from actions.forms.verb import INCOMPLETE, words_field
from inspections.models import Inspection
from scrutiny.models import Paper


class NewPaperForm(forms.ModelForm):
    class Meta:
        model = Paper
        fields = ["inspection", "title"]
        help_texts = {"title": "What stands at the top of the paper."}

    def __init__(self, *args, meeting, user, **more):
        super().__init__(*args, **more)
        self.instance.meeting = meeting
        taken = meeting.papers.values("inspection")
        own = Inspection.objects.of(user).filter(organisation=meeting.committee.organisation)
        self.fields["inspection"].queryset = own.exclude(pk__in=taken).through_time()
        self.fields["inspection"].empty_label = "Choose an inspection"

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - {"meeting"}


class PaperForm(forms.Form):
    """What a lead writes on a draft. `based_on` is the version that was read before."""

    based_on = forms.IntegerField(
        min_value=0, widget=forms.HiddenInput, error_messages={"required": INCOMPLETE, "invalid": INCOMPLETE}
    )
    title = forms.CharField(max_length=200, help_text="What stands at the top of the paper.")
    as_at = KnownDay(
        label="Position as at", help_text="The paper says how everything stood at the end of this day."
    )
    compare_since = DateField(
        label="What has changed since",
        required=False,
        help_text="Leave it empty to begin at the beginning.",
    )
    decisions_asked = words_field(
        "Decisions asked of members",
        rows=4,
        required=False,
        help_text="One to a line. Begin each with a verb, such as: note the progress in area 3.",
    )
    commentary = words_field(
        "Officers’ commentary",
        rows=12,
        required=False,
        help_text="Everybody will read this. Name posts, not people.",
    )

    def __init__(self, data=None, *, paper, **more):
        starts = {name: getattr(paper, name) for name in Paper.EDITED}
        super().__init__(data, initial=starts | {"based_on": paper.version} | (more.get("initial") or {}))
        self.paper = paper
        if paper.previous:
            # Then it is compared with that one, whatever day was chosen before.
            del self.fields["compare_since"]

    def clean(self):
        values = super().clean()
        as_at, since = values.get("as_at"), values.get("compare_since")
        if as_at and since and since >= as_at:
            self.add_error("compare_since", "This day must come before the day of the position.")
        return values

    def changes(self):
        return {name: self.cleaned_data[name] for name in Paper.EDITED if name in self.fields}

    def warnings(self):
        """What to look at again before saving: a paper is read by everybody. The writer decides."""
        texts = (self.cleaned_data["commentary"], self.cleaned_data["decisions_asked"])
        found = [warned for text in texts for warned in personal_data.warnings(text)]
        return [f"“{warned.found}”: {warned.sentence}" for warned in found]


class NoticeForm(forms.Form):
    words = words_field(
        "What is wrong in the paper, and what is right",
        rows=5,
        max_length=4000,
        help_text="It stands at the top of the paper for good, with today's date, and can't be changed.",
    )

    def clean_words(self):
        words = self.cleaned_data["words"].strip()
        if not words:
            raise ValidationError("Say what is wrong and what is right.")
        return words
