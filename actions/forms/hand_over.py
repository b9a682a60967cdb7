from django import forms

from accounts.models import Post


class HandOverAllForm(forms.Form):
    owner = forms.ModelChoiceField(
        label="Which post takes them over?", queryset=Post.objects.none(), empty_label="Choose a post"
    )
    note = forms.CharField(
        label="Reason",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It stays on record with every action.",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args, posts, organisation, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = posts.select_related("holder", "organisation")
        self._organisation = organisation
        self.fields["owner"].label_from_instance = self._label

    def _label(self, post):
        label = (
            post.title if post.organisation_id == self._organisation.pk else f"{post} ({post.organisation})"
        )
        return f"{label}, vacant" if post.is_vacant else label
