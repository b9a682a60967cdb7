from django import forms

from accounts.date_input import KnownDay
from accounts.models import Post


class AssignForm(forms.Form):
    """An owner, a deadline or both for the chosen actions."""

    owner = forms.ModelChoiceField(
        label="Owner", queryset=Post.objects.none(), required=False, empty_label="Leave as it is"
    )
    due_on = KnownDay(label="Deadline", required=False, help_text="Leave empty to keep each deadline.")
    note = forms.CharField(
        label="Reason",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Needed for a new deadline. It stays on record with every action.",
    )

    def __init__(self, *args, actions, user, **kwargs):
        super().__init__(*args, **kwargs)
        inspections = {action.area.inspection_id for action in actions}
        organisations = {action.area.inspection.organisation_id for action in actions}
        own = Post.objects.filter(organisation__in=organisations)
        named = Post.objects.filter(organisation__named_in__area__inspection__in=inspections)
        self.fields["owner"].queryset = (own | named).distinct().order_by("organisation__name", "title")
        self.fields["owner"].label_from_instance = self._label
        self._own = organisations

    def _label(self, post):
        return post.title if post.organisation_id in self._own else f"{post.title} ({post.organisation})"

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned.get("owner") and not cleaned.get("due_on"):
            raise forms.ValidationError("Choose an owner, a deadline or both.")
        if cleaned.get("due_on") and not cleaned.get("note", "").strip():
            self.add_error("note", "Give the reason for the deadline: it stays on record.")
        return cleaned
