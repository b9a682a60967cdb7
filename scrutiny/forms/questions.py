from django import forms

from actions import personal_data
from actions.forms.verb import INCOMPLETE, words_field


class QuestionForm(forms.Form):
    question = words_field(
        "Your question",
        rows=5,
        max_length=4000,
        help_text="It may be published with its answer, as asked by “a member of the committee”.",
    )


class AnswerForm(forms.Form):
    """`based_on` is the version of the question that was read."""

    based_on = forms.IntegerField(
        min_value=1, widget=forms.HiddenInput, error_messages={"required": INCOMPLETE, "invalid": INCOMPLETE}
    )
    answer = words_field(
        "Answer", rows=8, help_text="Everybody will read this once it is published. Name posts, not people."
    )

    def warnings(self):
        """What to look at again before saving. The writer decides."""
        found = personal_data.warnings(self.cleaned_data["answer"])
        return [f"“{warned.found}”: {warned.sentence}" for warned in found]
