from allauth.mfa.base import forms as allauth
from allauth.mfa.totp.forms import ActivateTOTPForm

CODE = "The six digits your authenticator app shows now, or one of your recovery codes."


def _code(form, help_text):
    field = form.fields["code"]
    field.label, field.help_text = "Code", help_text
    field.widget.attrs.pop("placeholder", None)
    # Not a number box: a number loses its leading noughts.
    field.widget.attrs.update({"inputmode": "numeric", "spellcheck": "false"})


class CodeForm(allauth.AuthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _code(self, CODE)


class CodeAgainForm(allauth.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _code(self, CODE)


class SetUpForm(ActivateTOTPForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _code(self, "The six digits the app shows for Followthrough.")
