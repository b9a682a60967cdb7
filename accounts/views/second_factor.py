from allauth.mfa.base import views as allauth
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.utils import timezone

from accounts.client_address import client_address
from accounts.models import SignInLimit
from accounts.views.sign_in import too_many_tries


class CodeView(allauth.AuthenticateView):
    """Six digits can be guessed in an evening, unless the tries are counted."""

    def dispatch(self, request, *args, **kwargs):
        tried = "type a code", request._login_stage.login.user.pk, client_address(request)
        if request.method == "POST" and not SignInLimit.take_try(*tried, timezone.now()):
            return too_many_tries(request)
        response = super().dispatch(request, *args, **kwargs)
        if request.method == "POST" and self.form.is_valid():
            SignInLimit.give_back(*tried)
        return response


class CodeAgainView(allauth.ReauthenticateView):
    def post(self, request, *args, **kwargs):
        tried = "type a code", request.user.pk, client_address(request)
        if not SignInLimit.take_try(*tried, timezone.now()):
            return too_many_tries(request)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        SignInLimit.give_back("type a code", self.request.user.pk, client_address(self.request))
        return super().form_valid(form)


code_again = CodeAgainView.as_view()
second_factor = allauth.index
set_up = totp.activate_totp
remove = totp.deactivate_totp
codes = recovery_codes.view_recovery_codes
new_codes = recovery_codes.generate_recovery_codes
download_codes = recovery_codes.download_recovery_codes
