"""How every form of every app is drawn: Django's own rendering with GOV.UK's markup (templates/forms/).

`{{ form }}` draws a whole form, `{{ form.due_on.as_field_group }}` one field with its label, hint and error.
"""

from django import forms
from django.forms.renderers import TemplatesSetting

from accounts.date_input import PARTS, DateField, DateWidget

UNSTYLED = (forms.HiddenInput, forms.MultipleHiddenInput)
CLASSES = (
    (forms.Textarea, "govuk-textarea"),
    # Before the radios: to Django several checkboxes are a kind of radios.
    ((forms.CheckboxSelectMultiple, forms.CheckboxInput), "govuk-checkboxes__input"),
    (forms.RadioSelect, "govuk-radios__input"),
    (forms.Select, "govuk-select"),
    (forms.FileInput, "govuk-file-upload"),
    (DateWidget, "govuk-input govuk-date-input__input"),
    (forms.PasswordInput, "govuk-input govuk-password-input__input govuk-js-password-input-input"),
    (forms.Widget, "govuk-input"),
)
NEVER_RED = (forms.RadioSelect, forms.CheckboxSelectMultiple, forms.CheckboxInput)
DJANGOS_INVALID = tuple(
    kind.default_error_messages["invalid"] for kind in (forms.IntegerField, forms.DecimalField)
)
DJANGOS_REQUIRED = (
    forms.Field.default_error_messages["required"],
    DateField.default_error_messages["required"],
)


class GovukBoundField(forms.BoundField):
    def __init__(self, form, field, name):
        super().__init__(form, field, name)
        # "This field is required" in the error summary names no field. What a form says itself stays.
        messages = field.error_messages
        if messages.get("required") in DJANGOS_REQUIRED:
            messages["required"] = what_to_do(field, str(self.label))
        if isinstance(field, forms.CharField):
            too_long = "must be %(limit_value)d characters or fewer. You have typed %(show_value)d."
            messages.setdefault("max_length", f"{str(self.label).replace('%', '%%')} {too_long}")
        if isinstance(field, forms.IntegerField):
            _name_the_figure(field, str(self.label))

    @property
    def error_target(self):
        """The id of the first control to mend, for the error summary to link to."""
        if isinstance(self.field.widget, DateWidget) and self.errors:
            code = self.errors.as_data()[0].code
            return f"{self.auto_id}_{PARTS.index(code) if code in PARTS else 0}"
        return self.id_for_label or f"{self.auto_id}_0"

    @property
    def has_character_count(self):
        return isinstance(self.field.widget, forms.Textarea) and bool(
            self.field.widget.attrs.get("maxlength")
        )

    @property
    def is_single_checkbox(self):
        return isinstance(self.field.widget, forms.CheckboxInput)

    def build_widget_attrs(self, attrs, widget=None):
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        if isinstance(widget, UNSTYLED):
            return attrs
        own = next(css for kind, css in CLASSES if isinstance(widget, kind))
        # GOV.UK reddens input, textarea, select and file upload each by a class of its own.
        red = f"{own.split()[0]}--error" if self.errors and not isinstance(widget, NEVER_RED) else ""
        count = "govuk-js-character-count" if self.has_character_count else ""
        wanted = (own, red, count, attrs.get("class", widget.attrs.get("class", "")))
        attrs["class"] = " ".join(filter(None, wanted))
        if count:
            described = attrs.get("aria-describedby", "")
            attrs["aria-describedby"] = f"{described} {self.auto_id}-info".strip()
        return attrs


def _name_the_figure(field, label):
    # Django puts values into some of these and leaves others as they are, so none may hold a per cent sign.
    label, messages = label.replace("%", "per cent"), field.error_messages
    if messages["invalid"] in DJANGOS_INVALID:
        number = (
            "a number, such as 1200 or 3.5" if isinstance(field, forms.DecimalField) else "a whole number"
        )
        messages["invalid"] = f"{label} must be {number}."
    messages.setdefault("min_value", f"{label} must be %(limit_value)s or more.")
    messages.setdefault("max_value", f"{label} must be %(limit_value)s or less.")
    for code, what in (
        ("max_digits", "digits"),
        ("max_whole_digits", "digits before the point"),
        ("max_decimal_places", "digits after the point"),
    ):
        messages.setdefault(code, f"{label} must have %(max)s {what} or fewer.")


def what_to_do(field: forms.Field, label: str) -> str:
    """ "Enter the deadline.": an error says what to do, in the words of the label."""
    if isinstance(field.widget, forms.CheckboxInput):
        return f"Tick “{label}” to go on."
    if isinstance(field.widget, forms.FileInput):
        return "Choose a file."
    if label.endswith("?"):
        return f"Answer the question “{label}”"
    verb = "Choose" if isinstance(field, forms.ChoiceField) else "Enter"
    words = label if label[1:2].isupper() else label[:1].lower() + label[1:]
    return f"{verb} {words}." if words.split(" ")[0] in ("your", "a", "an", "the") else f"{verb} the {words}."


class GovukRenderer(TemplatesSetting):
    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"
    bound_field_class = GovukBoundField
