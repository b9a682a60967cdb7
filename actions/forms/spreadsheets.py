from django import forms
from django.core.exceptions import ValidationError

from actions.plan_columns import INCOMING
from actions.spreadsheets import reading

MEGABYTES = reading.LARGEST // 1024**2
NOT_HERE = ""


class SpreadsheetForm(forms.Form):
    spreadsheet = forms.FileField(
        label="The spreadsheet",
        help_text=f"XLSX or CSV, up to {MEGABYTES} MB and {reading.MOST_ROWS} rows, with a heading over each "
        "column.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        allow_empty_file=True,
        error_messages={"required": "Choose the spreadsheet."},
    )

    def clean_spreadsheet(self):
        file = self.cleaned_data["spreadsheet"]
        if file.size == 0:
            raise ValidationError("The file is empty. Choose the spreadsheet again.")
        return file


class ColumnsForm(forms.Form):
    """Which column of the file is which of ours. The columns of the file are offered by their headings."""

    def __init__(self, *args, plan_import, **kwargs):
        super().__init__(*args, **kwargs)
        offered = [(NOT_HERE, "Not in this file"), *enumerate(plan_import.headings)]
        for name, column in INCOMING.items():
            self.fields[name] = forms.TypedChoiceField(
                label=column.heading,
                choices=offered,
                coerce=int,
                empty_value=None,
                required=False,
                initial=plan_import.columns.get(name, NOT_HERE),
            )

    def clean(self):
        cleaned = super().clean()
        places = {}
        for name in INCOMING:
            place = cleaned.get(name)
            if place is None:
                continue
            if place in places:
                self.add_error(name, f"This column is already “{INCOMING[places[place]].heading}”.")
            places[place] = name
        if not self.errors and cleaned.get("title") is None and cleaned.get("reference") is None:
            raise ValidationError("Choose the column of the title, or of the reference of each action.")
        return cleaned

    def columns(self):
        return {name: place for name, place in self.cleaned_data.items() if place is not None}
