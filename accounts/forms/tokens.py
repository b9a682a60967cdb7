from datetime import timedelta

from django import forms

from accounts.models import ApiToken, Organisation

LASTS = ((30, "30 days"), (90, "90 days"), (365, "1 year"))


class TokenForm(forms.ModelForm):
    lasts = forms.TypedChoiceField(label="Stops working after", choices=LASTS, coerce=int, initial=90)

    class Meta:
        model = ApiToken
        fields = ["name", "organisation", "scope"]
        labels = {"name": "Name of the token", "scope": "What it may do"}
        help_texts = {"name": "So that you know it again, such as: monthly dashboard."}
        widgets = {"scope": forms.RadioSelect}

    def __init__(self, owner, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.user = owner
        own = Organisation.objects.filter(pk__in=owner.organisation_ids())
        self.fields["organisation"].queryset = own
        self.fields["organisation"].empty_label = "Choose an organisation"
        if len(own) == 1:
            self.fields["organisation"].initial = own[0]

    def expires_at(self, at):
        return at + timedelta(days=self.cleaned_data["lasts"])
