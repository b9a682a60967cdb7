from django import forms

from accounts.models import Invitation, Post, Role, User
from accounts.models.memberships import HOLDS_POSTS


class RoleForm(forms.Form):
    role = forms.ChoiceField(choices=Role)


class NameForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name"]
        labels = {"name": "Your name"}


class InvitationForm(forms.ModelForm):
    class Meta:
        model = Invitation
        fields = ["name", "email", "role", "post"]
        labels = {"name": "Full name", "post": "Post to hold"}
        help_texts = {
            "email": "The invitation is sent here, and this is what the person signs in with.",
            "post": "Vacant posts only. A post can also be handed over later.",
        }

    def __init__(self, organisation, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.organisation = organisation
        self.fields["role"].choices = [("", "Choose a role"), *Role.choices]
        self.fields["post"].queryset = Post.objects.filter(organisation=organisation).vacant()
        self.fields["post"].empty_label = "No post"

    def clean(self):
        given = super().clean()
        email, role, organisation = given.get("email"), given.get("role"), self.instance.organisation
        if email and organisation.memberships.filter(user__email=email, role=role).exists():
            self.add_error("email", "The person with this address already has that role here.")
        if given.get("post") and role and role not in HOLDS_POSTS:
            self.add_error(
                "post", "A scrutiny member or viewer holds no post. Choose no post, or another role."
            )
        return given
