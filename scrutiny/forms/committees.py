from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from inspections.models import Inspection
from scrutiny.models import Committee, ForwardPlanItem, Meeting


class CommitteeForm(forms.ModelForm):
    class Meta:
        model = Committee
        fields = ["name", "slug", "remit"]
        labels = {"name": "Name of the committee", "slug": "Word for its web addresses"}
        help_texts = {
            "name": "For example, Children’s Scrutiny Committee.",
            "slug": "Small letters, digits and hyphens, such as childrens-scrutiny. It stays for good.",
        }
        widgets = {"remit": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, organisation, **more):
        super().__init__(*args, **more)
        self.instance.organisation = organisation
        if self.instance.pk:
            # Addresses are printed in minutes: they stay.
            del self.fields["slug"]

    def _get_validation_exclusions(self):
        """The organisation is not typed, but the rules of one name and one address need it."""
        return super()._get_validation_exclusions() - {"organisation"}


class MembersForm(forms.Form):
    members = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label="Members of the committee",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Everybody who has the role of scrutiny member in the organisation.",
    )
    chair = forms.ModelChoiceField(
        User.objects.none(), label="Who chairs it", required=False, empty_label="Nobody yet"
    )

    def __init__(self, data=None, *, committee):
        seats = list(committee.sitting_members())
        chairs = [seat.user_id for seat in seats if seat.is_chair]
        starts = {"members": [seat.user_id for seat in seats], "chair": chairs[0] if chairs else None}
        super().__init__(data, initial=starts)
        for name in ("members", "chair"):
            self.fields[name].queryset = committee.could_be_members()

    def clean(self):
        values = super().clean()
        chair = values.get("chair")
        if chair and chair not in values.get("members", ()):
            self.add_error("chair", ValidationError(f"{chair} is not ticked as a member."))
        return values


class ForwardPlanForm(forms.ModelForm):
    class Meta:
        model = ForwardPlanItem
        fields = ["words", "meeting", "inspection"]
        labels = {"meeting": "At which meeting", "inspection": "About which inspection"}
        help_texts = {"words": "In a line, such as: Placements for children in care, six months on."}

    def __init__(self, *args, committee, user, **more):
        super().__init__(*args, **more)
        self.instance.committee = committee
        self.fields["meeting"].queryset = Meeting.objects.of(user).filter(committee=committee)
        self.fields["meeting"].empty_label = "No meeting yet"
        inspections = Inspection.objects.of(user).filter(organisation=committee.organisation)
        self.fields["inspection"].queryset = inspections
        self.fields["inspection"].empty_label = "None in particular"
