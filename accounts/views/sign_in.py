"""allauth's pages, with tries counted in the database and a mail server's silence told in words."""

from allauth.account import views as allauth
from django.core.exceptions import NON_FIELD_ERRORS
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.client_address import client_address
from accounts.models import SignInLimit
from accounts.views.single_sign_on import provider_name

TOO_MANY = "too_many_login_attempts"
WAIT = "Too many tries. Wait 15 minutes, then try again."
NO_MAIL = "The mail could not be sent, because the mail server does not answer. Try again in a few minutes."


class SignInView(allauth.LoginView):
    def form_invalid(self, form):
        response = super().form_invalid(form)
        if form.has_error(NON_FIELD_ERRORS, TOO_MANY):
            response.status_code = 429
        return response

    def get_context_data(self, **kwargs):
        return super().get_context_data(provider_name=provider_name(), **kwargs)


class SignInAgainView(allauth.ReauthenticateView):
    def form_valid(self, form):
        response = super().form_valid(form)
        # More is open now than before: a key that leaked earlier must not share in it.
        self.request.session.cycle_key()
        return response

    def form_invalid(self, form):
        response = super().form_invalid(form)
        if form.has_error("password", TOO_MANY):
            response.status_code = 429
        return response


class AskForPasswordView(allauth.PasswordResetView):
    """Known and unknown addresses are both sent a mail: neither answer nor speed tells them apart."""

    def form_valid(self, form):
        email = form.cleaned_data["email"]
        if not SignInLimit.take_try(
            "ask for a new password", email, client_address(self.request), timezone.now()
        ):
            return self._refuse(form, WAIT, 429)
        try:
            return super().form_valid(form)
        except OSError:
            return self._refuse(form, NO_MAIL, 503)

    def _refuse(self, form, sentence, status):
        form.add_error(None, sentence)
        response = self.form_invalid(form)
        response.status_code = status
        return response


class NewPasswordView(allauth.PasswordResetFromKeyView):
    success_url = reverse_lazy("account_login")


class ChangePasswordView(allauth.PasswordChangeView):
    def post(self, request, *args, **kwargs):
        tried = "sign in", request.user.email, client_address(request)
        if not SignInLimit.take_try(*tried, timezone.now()):
            return too_many_tries(request)
        response = super().post(request, *args, **kwargs)
        if not self.get_form().has_error("oldpassword"):
            SignInLimit.give_back(*tried)
        return response


def too_many_tries(request):
    return render(request, "accounts/too_many_tries.html", status=429)


sign_in = SignInView.as_view()
sign_in_again = SignInAgainView.as_view()
sign_out = require_POST(allauth.logout)
ask_for_password = AskForPasswordView.as_view()
asked_for_password = allauth.password_reset_done
new_password = NewPasswordView.as_view()
change_password = ChangePasswordView.as_view()
set_password = allauth.password_set
