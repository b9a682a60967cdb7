from django import forms

from accounts.models import Invitation, Post, Role, User


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
