from django import forms
from django.core.exceptions import ValidationError

from accounts.date_input import KnownDay
from inspections import frameworks
from inspections.report_reading import limits

TYPES = ".pdf,.docx,.html,.htm,.txt"
MEGABYTES = limits.BYTES // 1024 // 1024


class UploadForm(forms.Form):
    report = forms.FileField(
        label="The report",
        help_text=f"A PDF, a Word document (.docx), a web page or plain text, up to {MEGABYTES} MB.",
        widget=forms.FileInput(attrs={"accept": TYPES}),
        allow_empty_file=True,
        error_messages={"required": "Choose the report's file."},
    )

    def clean_report(self):
        file = self.cleaned_data["report"]
        if file.size == 0:
            raise ValidationError("The file is empty. Choose the report again.")
        if file.size > limits.BYTES:
            raise ValidationError(
                f"The file is larger than {MEGABYTES} MB. Upload only the inspection report itself."
            )
        return file


class DetailsForm(forms.Form):
    framework = forms.ChoiceField(label="Kind of inspection")
    title = forms.CharField(max_length=300, help_text="What your organisation calls this inspection.")
    fieldwork_from = KnownDay(label="First day of fieldwork", required=False)
    fieldwork_to = KnownDay(label="Last day of fieldwork", required=False)
    published_on = KnownDay(
        label="Published on", required=False, help_text="Timescales are counted from this day."
    )
    received_on = KnownDay(
        label="Report received on",
        required=False,
        help_text="When the inspectorate sent it to you. Statutory clocks start from this day.",
    )
    lead_inspector = forms.CharField(
        max_length=200, required=False, help_text="Shown only to people of your organisation."
    )
    asks_for_statement = forms.BooleanField(
        label="The report asks for a written statement of action", required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["framework"].choices = [("", "Choose a kind"), *frameworks.choices()]

    def clean(self):
        values = super().clean()
        begun, ended, published = (
            values.get(name) for name in ("fieldwork_from", "fieldwork_to", "published_on")
        )
        if begun and ended and ended < begun:
            self.add_error("fieldwork_to", "The last day of fieldwork can't be before the first.")
        if published and (ended or begun) and published < (ended or begun):
            self.add_error("published_on", "The report can't be published before the fieldwork ended.")
        return values


class ReviewDetailsForm(DetailsForm):
    edition_of = forms.ChoiceField(
        label="Is this a later edition of a report that is here already?",
        required=False,
        help_text="Then you are shown what differs, before anything is changed.",
    )

    def __init__(self, *args, organisation, **kwargs):
        super().__init__(*args, **kwargs)
        there = organisation.inspections.through_time()
        self.inspections = {str(inspection.pk): inspection for inspection in there}
        self.fields["edition_of"].choices = [
            ("", "No, it is a new inspection"),
            *((key, f"Yes: {_dated(inspection)}") for key, inspection in self.inspections.items()),
        ]
        if not self.inspections:
            del self.fields["edition_of"]

    def clean(self):
        values = super().clean()
        values["edition_of"] = self.inspections.get(values.get("edition_of", ""))
        return values


class InspectionForm(DetailsForm):
    """The details of an inspection that is there. Its areas' words are the inspector's: not among them."""


class ClockForm(forms.Form):
    met_on = KnownDay(
        label="When was it done?", required=False, help_text="Leave empty if it has not been done."
    )

    def __init__(self, *args, clock, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.clock, self.on = clock, on

    def clean_met_on(self):
        day = self.cleaned_data["met_on"]
        if day and (reason := self.clock.why_not_met(day, self.on)):
            raise ValidationError(reason, code="day")
        return day


def _dated(inspection):
    return f"{inspection.title}, {inspection.day:%-d %B %Y}" if inspection.day else inspection.title
