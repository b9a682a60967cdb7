from django import forms

from accounts.row_security import everything
from inspections import report_import

NOBODY = "Not matched to an organisation"


class AreaDetailsForm(forms.Form):
    """What a lead adds to an area: its theme, and which organisation each named body is."""

    theme = forms.CharField(
        max_length=100,
        required=False,
        help_text="A word or two of your own, by which areas that belong together are found.",
    )

    def __init__(self, *args, area, user, **kwargs):
        self.bodies = {f"body-{body.pk}": body for body in area.bodies.all()}
        matched = {name: body.organisation_id for name, body in self.bodies.items()}
        super().__init__(*args, initial={"theme": area.theme, **matched}, **kwargs)
        called = report_import.organisations_called(
            [body.name for body in self.bodies.values()], area.inspection.organisation
        )
        offered = report_import.organisations_offered(area, user).order_by("name")
        with everything():
            choices = [("", NOBODY), *((each.pk, each.name) for each in offered)]
        for name, body in self.bodies.items():
            self.fields[name] = _organisation_field(body, called[body.name], offered)
            # Asked of the database once, and not for each body.
            self.fields[name].choices = choices

    def organisations(self):
        return {body.pk: self.cleaned_data[name] for name, body in self.bodies.items()}


class _OfferedField(forms.ModelChoiceField):
    """Also for organisations that are known by their name alone, which the rules for rows don't show."""

    def to_python(self, value):
        with everything():
            return super().to_python(value)


def _organisation_field(body, namesake, offered):
    is_news = namesake is not None and namesake.pk != body.organisation_id
    return _OfferedField(
        offered,
        label=f"Organisation meant by “{body}”",
        required=False,
        help_text=f"An organisation is here by the name “{namesake}”." if is_news else "",
        error_messages={"invalid_choice": "Choose an organisation from the list."},
    )
