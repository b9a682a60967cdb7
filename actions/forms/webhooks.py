from django import forms
from django.core.exceptions import ValidationError

from actions.models import Webhook
from actions.statuses import Kind
from actions.webhooks import targets
from inspections.models import Inspection

FROM_NOW, FROM_THE_START = "now", "start"
WORDS = {
    "public": "What everybody may read",
    "members": "What scrutiny members may read too",
    "officers": "What officers may read too",
}
HIGHEST = 10**15


class WebhookForm(forms.ModelForm):
    kinds = forms.MultipleChoiceField(
        label="Which rows of the ledger?",
        choices=Kind.choices(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick none to send all of them.",
    )

    class Meta:
        model = Webhook
        fields = ["name", "url", "inspection", "kinds", "words_up_to"]
        labels = {
            "name": "Name",
            "url": "Address to send to",
            "inspection": "Which inspection?",
            "words_up_to": "What may be sent?",
        }
        help_texts = {
            "name": "So that you know it again, such as: performance system.",
            "url": "It begins with https:// and takes POST requests.",
            "words_up_to": "Rows and words for fewer people than that are never sent.",
        }
        widgets = {"url": forms.URLInput, "words_up_to": forms.RadioSelect}

    def __init__(self, *args, organisation, user, **more):
        super().__init__(*args, **more)
        self.instance.organisation = organisation
        own = Inspection.objects.visible_to(user).filter(organisation=organisation)
        self.fields["inspection"].queryset = own
        self.fields["inspection"].empty_label = "All inspections"
        self.fields["words_up_to"].choices = list(WORDS.items())

    def clean_url(self):
        try:
            targets.read(self.cleaned_data["url"])
        except targets.NotReachable as reason:
            raise ValidationError(str(reason)) from None
        return self.cleaned_data["url"]


class NewWebhookForm(WebhookForm):
    starts = forms.ChoiceField(
        label="Where does it begin?",
        choices=[(FROM_NOW, "With what happens from now on"), (FROM_THE_START, "With the very first row")],
        initial=FROM_NOW,
        widget=forms.RadioSelect,
    )

    def position(self, last):
        return last if self.cleaned_data["starts"] == FROM_NOW else 0


class ReplayForm(forms.Form):
    position = forms.IntegerField(
        label="Send again from this place on",
        min_value=0,
        max_value=HIGHEST,
        help_text="The place of the last change that the other system has. 0 sends everything.",
    )

    def __init__(self, *args, last, **more):
        super().__init__(*args, **more)
        self.last = last

    def clean_position(self):
        position = self.cleaned_data["position"]
        if position > self.last:
            raise ValidationError(f"The feed does not reach that far: its last place is {self.last}.")
        return position
