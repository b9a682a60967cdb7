from django import forms

from accounts.date_input import DateField
from accounts.models import Organisation, User
from actions.models import Digest


class MailsForm(forms.Form):
    """Narrows a list of mails."""

    state = forms.ChoiceField(
        label="How it went", required=False, choices=[("", "Any"), *Digest.State.choices()]
    )
    since = DateField(label="From", required=False)
    until = DateField(label="To", required=False)

    def found(self, digests):
        """A value that can't be understood finds nothing, and the form says so: never everything."""
        if not self.is_valid():
            return digests.none()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        asked = {self.PATHS[name]: value for name, value in given.items()}
        return digests.filter(**asked)

    PATHS = {
        "state": "state",
        "since": "local_date__gte",
        "until": "local_date__lte",
        "person": "person",
        "organisation": "about__organisation",
        "who": "person__name__icontains",
    }


class MailsOfOrganisationForm(MailsForm):
    person = forms.ModelChoiceField(
        label="Person", required=False, queryset=User.objects.none(), empty_label="Everybody"
    )
    field_order = ["person", "state", "since", "until"]

    def __init__(self, *args, organisation, user, **kwargs):
        super().__init__(*args, **kwargs)
        people = User.objects.visible_to(user).filter(memberships__organisation=organisation)
        self.fields["person"].queryset = people.distinct()


class AllMailsForm(MailsForm):
    """For the operator."""

    who = forms.CharField(label="Name of the person", required=False, max_length=150)
    organisation = forms.ModelChoiceField(
        label="Organisation", required=False, queryset=Organisation.objects.none(), empty_label="Any"
    )
    field_order = ["who", "organisation", "state", "since", "until"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.of(user)
