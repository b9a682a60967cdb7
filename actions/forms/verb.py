from django import forms
from django.core.exceptions import ValidationError

from accounts.date_input import DateField
from actions import personal_data
from actions.models.recording import LONGEST
from actions.statuses import Visibility
from actions.transitions import RULES

# Of these the page knows better than what was typed a while ago.
KNOWN_BETTER = ("based_on", "uploads")
ROW_NUMBER_LONGEST = 18
INCOMPLETE = "Something was missing from this page. Load it again; what you typed is kept."


def words_field(label, rows=4, **more):
    more.setdefault("max_length", LONGEST)
    # Without maxlength on the box there is no counter: nobody is meant to write so much.
    field = forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)
    field.widget.attrs.pop("maxlength", None)
    return field


class ManyField(forms.ModelMultipleChoiceField):
    """Refuses a number that is longer than any row's, over which SQLite would stumble."""

    def clean(self, value):
        for pk in value or ():
            if len(str(pk)) > ROW_NUMBER_LONGEST:
                raise ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": str(pk)[:ROW_NUMBER_LONGEST]},
                )
        return super().clean(value)


class VerbForm(forms.Form):
    """The boxes for one new row of a ledger. `what()` is what the verb is told."""

    kind = None

    based_on = forms.IntegerField(
        min_value=0, widget=forms.HiddenInput, error_messages={"required": INCOMPLETE, "invalid": INCOMPLETE}
    )
    note = words_field("Reason")
    visibility = forms.ChoiceField(label="Who may read these words?", widget=forms.RadioSelect)
    happened_on = DateField(
        label="On which day did it happen?", required=False, help_text="Leave this empty if it was today."
    )

    def __init__(self, data=None, *, action, user, on, **more):
        starts = {"based_on": action.ledger_number, "visibility": action.visibility}
        more["initial"] = starts | (more.get("initial") or {})
        super().__init__(data, **more)
        self.action, self.user, self.on = action, user, on
        if "note" in self.fields:
            self.fields["note"].required = "note" in RULES[self.kind].requires
        if "visibility" in self.fields:
            self.fields["visibility"].choices = no_wider_than(action.visibility)

    def what(self):
        values = dict(self.cleaned_data)
        values["on"] = values.pop("happened_on", None)
        return values

    def record(self, by, at):
        return getattr(self.action, RULES[self.kind].verb)(by, at, **self.what())

    def take_refusal(self, refusal):
        """Puts each sentence beside the box it is about."""
        if not isinstance(refusal, ValidationError):
            self.add_error(None, str(refusal))
            return
        by_field = refusal.error_dict if hasattr(refusal, "error_dict") else {None: refusal.error_list}
        for name, errors in by_field.items():
            self.add_error(name if name in self.fields else None, errors)

    def warnings(self):
        """What to look at again before saving. The writer decides."""
        typed = [
            value
            for name, value in self.cleaned_data.items()
            if isinstance(value, str)
            and isinstance(self.fields[name].widget, (forms.Textarea, forms.TextInput))
        ]
        return [
            f"“{warned.found}”: {warned.sentence}"
            for text in typed
            for warned in personal_data.warnings(text)
        ]

    def fill(self, typed):
        """Puts back what was typed before, right or wrong, as a form that nobody has sent yet."""
        for name, field in self.fields.items():
            html_name = self.add_prefix(name)
            # A box that was on the page and left unticked sends nothing.
            if name not in KNOWN_BETTER and not field.widget.value_omitted_from_data(typed, {}, html_name):
                self.initial[name] = field.widget.value_from_datadict(typed, {}, html_name)

    def forget_unknown_uploads(self):
        """Of forms that take files: an upload dropped in another window must not be asked for for ever."""


def no_wider_than(visibility):
    """A row is not for more people than its action."""
    order = list(Visibility)
    return [(each.value, each.label) for each in order[order.index(Visibility(visibility)) :]]
