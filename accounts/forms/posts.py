from django import forms

from accounts.models import Post, User
from accounts.models.memberships import HOLDS_POSTS


def may_hold_posts(organisation):
    return User.objects.filter(
        is_active=True, memberships__organisation=organisation, memberships__role__in=HOLDS_POSTS
    ).distinct()


class PostForm(forms.ModelForm):
    class Meta:
        model = Post
        fields = ["title", "reports_to"]
        labels = {"title": "Title of the post", "reports_to": "Reports to"}
        help_texts = {"title": "For example, Head of Service, Children Looked After."}

    def __init__(self, organisation, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.organisation = organisation
        self.fields["reports_to"].queryset = Post.objects.filter(organisation=organisation).exclude(
            pk=self.instance.pk
        )
        self.fields["reports_to"].empty_label = "Nobody here: it is at the top"

    def _get_validation_exclusions(self):
        """The organisation is not typed, but the rule of one post per title needs it."""
        return super()._get_validation_exclusions() - {"organisation"}


class HandOverForm(forms.Form):
    holder = forms.ModelChoiceField(
        User.objects.none(),
        required=False,
        empty_label="Nobody: the post is vacant",
        label="Who holds it now",
    )

    def __init__(self, organisation, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["holder"].queryset = may_hold_posts(organisation)
