"""allauth's forms in our own words: no placeholders, no links inside hints."""

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from django import forms

HINT = "At least 12 characters. Three words that have nothing to do with each other do well."


def _field(form, name, label, help_text=""):
    field = form.fields[name]
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)


class SignInForm(allauth.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _field(self, "login", "E-mail address")
        _field(self, "password", "Password")


class SignInAgainForm(allauth.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _field(self, "password", "Your password")


class ChangePasswordForm(allauth.ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _field(self, "oldpassword", "Your present password")
        _field(self, "password1", "New password", HINT)
        _field(self, "password2", "The new password again")


class SetPasswordForm(allauth.SetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _field(self, "password1", "Password", HINT)
        _field(self, "password2", "The password again")


class AskForPasswordForm(allauth.ResetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _field(self, "email", "E-mail address")

    def save(self, request, **kwargs):
        if self.users:
            return super().save(request, **kwargs)
        email = self.cleaned_data["email"]
        # allauth's own mail for an unknown address points to a page for signing up, and there is none.
        get_adapter().send_mail("account/email/unknown_account", email, {})
        return email


class NewPasswordForm(allauth.ResetPasswordKeyForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _field(self, "password1", "New password", HINT)
        _field(self, "password2", "The new password again")


class FirstPasswordForm(allauth.PasswordVerificationMixin, forms.Form):
    """For somebody who has just been invited: `user` is the account as it is going to be."""

    password1 = allauth.SetPasswordField(label="Choose a password")
    password2 = allauth.PasswordField(label="The password again", autocomplete="new-password")

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].user = user
        _field(self, "password1", "Choose a password", HINT)
        _field(self, "password2", "The password again")
