import structlog
from allauth.mfa.base import views as allauth
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.client_address import client_address
from accounts.models import SignInLimit
from accounts.views.sign_in import too_many_tries

log = structlog.get_logger(__name__)


class CodeView(allauth.AuthenticateView):
    """Six digits can be guessed in an evening, unless the tries are counted."""

    def post(self, request, *args, **kwargs):
        if "code" not in request.POST:
            # allauth would take this for the answer of a security key, which nobody has here.
            return redirect("mfa_authenticate")
        if not SignInLimit.take_try(*self._tried(), timezone.now()):
            log.warning("code_barred", person=self.stage.login.user.pk, address=client_address(request))
            return too_many_tries(request)
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form):
        log.warning("code_failed", person=self.stage.login.user.pk, address=client_address(self.request))
        return super().form_invalid(form)

    def form_valid(self, form):
        SignInLimit.give_back(*self._tried())
        return super().form_valid(form)

    def _tried(self):
        return "type a code", self.stage.login.user.pk, client_address(self.request)


class CodeAgainView(allauth.ReauthenticateView):
    def post(self, request, *args, **kwargs):
        tried = "type a code", request.user.pk, client_address(request)
        if not SignInLimit.take_try(*tried, timezone.now()):
            return too_many_tries(request)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        SignInLimit.give_back("type a code", self.request.user.pk, client_address(self.request))
        response = super().form_valid(form)
        self.request.session.cycle_key()
        return response


class SetUpView(totp.ActivateTOTPView):
    """Whoever had got in without it is out."""

    def form_valid(self, form):
        response = super().form_valid(form)
        _end_other_sessions(self.request)
        return response


class RemoveView(totp.DeactivateTOTPView):
    def form_valid(self, form):
        response = super().form_valid(form)
        _end_other_sessions(self.request)
        return response


def _end_other_sessions(request):
    request.user.sessions.elsewhere(request.session.session_key).delete()


code = CodeView.as_view()
code_again = CodeAgainView.as_view()
second_factor = allauth.index
set_up = SetUpView.as_view()
remove = RemoveView.as_view()
codes = recovery_codes.view_recovery_codes
new_codes = recovery_codes.generate_recovery_codes
download_codes = require_safe(recovery_codes.download_recovery_codes)
