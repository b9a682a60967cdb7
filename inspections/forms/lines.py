from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from inspections import frameworks, timescales
from inspections.drafts import LONGEST_BODY, LONGEST_WORDS


class JudgementForm(forms.Form):
    section = forms.CharField(max_length=200, required=False)
    name = forms.CharField(
        label="What is judged",
        max_length=300,
        error_messages={"required": "Enter what is judged, or drop the line."},
    )
    grade = forms.CharField(max_length=60, required=False)

    def __init__(self, *args, framework=None, on=None, **kwargs):
        super().__init__(*args, **kwargs)
        name, grade = self._typed("name"), self._typed("grade")
        known = framework.grade_choices(on, name) if framework else []
        if known:
            # What the report says is kept, even where the framework knows no such grade.
            others = [] if grade in dict(known) or not grade else [(grade, grade)]
            self.fields["grade"] = forms.ChoiceField(
                required=False, choices=[("", "No grade given"), *known, *others]
            )

    def _typed(self, name):
        return (self.data.get(self.add_prefix(name)) if self.is_bound else self.initial.get(name)) or ""


class AreaForm(forms.Form):
    # A validator and not max_length, which would count letters under every box.
    words = forms.CharField(
        label="Exact words",
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[MaxLengthValidator(LONGEST_WORDS)],
    )
    section = forms.CharField(max_length=200, required=False)
    timescale = forms.ChoiceField(required=False)
    kind = forms.ChoiceField()
    bodies = forms.CharField(
        label="Bodies named, one to a line", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    subsection = forms.CharField(max_length=200, required=False)
    paragraph = forms.CharField(max_length=40, required=False)
    theme = forms.CharField(max_length=100, required=False)
    page = forms.IntegerField(label="Page of the report", required=False, min_value=1, max_value=10_000)

    MORE = ("bodies", "subsection", "paragraph", "theme", "page")

    def __init__(self, *args, framework=None, **kwargs):
        super().__init__(*args, **kwargs)
        printed = framework.kind_choices() if framework else []
        kinds = dict(printed) | {
            kind: label for kind, label in frameworks.kind_choices() if kind not in dict(printed)
        }
        self.fields["kind"].choices = kinds.items()
        self.fields["timescale"].choices = [("", "None given"), *timescales.choices()]
        self.fields["words"].error_messages["required"] = "Enter the words of this area, or drop it."
        self.fields["words"].widget.attrs["rows"] = max(
            2, min(12, len(self["words"].value() or "") // 60 + 1)
        )
        self.fields["page"].widget.attrs["class"] = "govuk-input--width-4"
        self.fields["paragraph"].widget.attrs["class"] = "govuk-input--width-10"

    @property
    def more_fields(self):
        return [self[name] for name in self.MORE]

    @property
    def has_hidden_errors(self):
        return any(name in self.errors for name in self.MORE) if self.is_bound else False

    def clean_words(self):
        return " ".join(self.cleaned_data["words"].split())

    def clean_bodies(self):
        names = [" ".join(line.split()) for line in self.cleaned_data["bodies"].splitlines()]
        if any(len(name) > LONGEST_BODY for name in names):
            raise ValidationError(f"A body's name must be {LONGEST_BODY} characters or fewer.")
        return list(dict.fromkeys(filter(None, names)))
