from django import forms

from accounts.models import Organisation


class OrganisationForm(forms.ModelForm):
    class Meta:
        model = Organisation
        fields = ["name", "slug", "kind", "ons_code"]
        labels = {"slug": "Word for its web addresses"}
        help_texts = {
            "slug": "Small letters, digits and hyphens, such as westmarch. It can't be changed later.",
            "ons_code": "One capital letter and eight digits, such as E10000000.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Choose a kind"), *Organisation.Kind.choices]


class OrganisationSettingsForm(forms.ModelForm):
    class Meta:
        model = Organisation
        fields = ["has_public_site", "requires_second_factor", "calendar"]
        labels = {
            "has_public_site": "Show public progress pages",
            "requires_second_factor": "Everybody must use a second factor",
            "calendar": "Bank holidays",
        }
        help_texts = {
            "has_public_site": "Anybody can then read what is marked public. They see posts, never people.",
            "requires_second_factor": (
                "Whoever has none must set one up before anything else, you too. "
                "Their API tokens stop working until they have one."
            ),
            "calendar": (
                "No reminders are sent on them. Time limits set by law are counted by England's, whatever "
                "stands here."
            ),
        }
