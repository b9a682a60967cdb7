"""How django-allauth signs people in here: nobody signs up, tries are counted in the database."""

from io import BytesIO

import qrcode
import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.contrib.auth import authenticate
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from qrcode.image.svg import SvgPathImage

from accounts.client_address import client_address
from accounts.models import Invitation, SignInLimit, User
from accounts.sealing import CannotOpen, open_sealed, seal

log = structlog.get_logger(__name__)

FRESH_FOR_SECONDS = 300
SEALED_ELSEWHERE = (
    "Your second factor can’t be read, because the service has another secret key than when you set it up. "
    "Ask the operator to remove it, then set it up again."
)
NOTICES = {
    "account/email/password_changed": "the password of your account was changed",
    "account/email/password_reset": "the password of your account was changed",
    "account/email/password_set": "a password was set for your account",
    "mfa/email/totp_activated": "a second factor was set up for your account",
    "mfa/email/totp_deactivated": "the second factor of your account was removed",
    "mfa/email/recovery_codes_generated": "new recovery codes were made for your account",
    "socialaccount/email/account_connected": "your account can now be entered by single sign-on",
}


class Backend(AuthenticationBackend):
    """For the setting AUTHENTICATION_BACKENDS."""

    def get_user(self, user_id):
        user = User.objects.signed_in_as(user_id)
        return user if user and self.user_can_authenticate(user) else None


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The e-mail address or the password is not right. Check both.",
        "incorrect_password": "The password is not right.",
        "enter_current_password": "That is not your present password.",
        "too_many_login_attempts": "Too many tries. Wait 15 minutes, then try again.",
        "invalid_password_reset": "This link has been used or has run out.",
    }

    def is_open_for_signup(self, request):
        return False

    def get_client_ip(self, request):
        return client_address(request)

    def authenticate(self, request, **credentials):
        """A wrong password, an unknown address and a closed account: the same answer, the same work."""
        account, address = credentials.get("email", ""), client_address(request)
        tried = {"account": SignInLimit.mark_of(account), "address": address}
        if not SignInLimit.take_try("sign in", account, address, timezone.now()):
            log.warning("sign_in_barred", **tried)
            raise self.validation_error("too_many_login_attempts")
        user = authenticate(request, **credentials)
        if user is None:
            log.warning("sign_in_failed", **tried)
        else:
            SignInLimit.give_back("sign in", account, address)
        return user

    def login(self, request, user):
        super().login(request, user)
        log.info("signed_in", person=user.pk, address=client_address(request))

    def logout(self, request):
        person = request.user.pk
        super().logout(request)
        log.info("signed_out", person=person)

    def set_password(self, user, password):
        super().set_password(user, password)
        log.info("password_set", person=user.pk, address=client_address(self.request))
        user.sessions.elsewhere(self.request.session.session_key).delete()
        SignInLimit.forget("sign in", user.email)

    def is_reauthentication_required(self, *, app, **kwargs):
        """Somebody who signed in a moment ago has just shown who they are."""
        records = get_authentication_records(self.request, self.request.user)
        now = timezone.now().timestamp()
        return not any(now - record["at"] < FRESH_FOR_SECONDS for record in records)

    def get_password_change_redirect_url(self, request):
        return reverse("account")

    def get_reset_password_from_key_url(self, key):
        """By PUBLIC_URL, and not by the Host a stranger may have sent."""
        uidb36, _, rest = key.partition("-")
        return settings.PUBLIC_URL + reverse("account_reset_password_from_key", args=[uidb36, rest])

    def is_ajax(self, request):
        return False

    def respond_user_inactive(self, request, user):
        return _no_account(request)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """A notice that can't be sent must not undo what it tells of."""
        if template_prefix not in NOTICES:
            return
        log.info("way_in_changed", person=user.pk, what=NOTICES[template_prefix])
        context = {"what": NOTICES[template_prefix], "user": user, "at": timezone.now()}
        try:
            self.send_mail("account/email/notice", user.email, context)
        except OSError:
            log.exception("notice_not_sent", user=user.pk, notice=context["what"])


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code is not right. Type the one your authenticator app shows now.",
    }

    def encrypt(self, text):
        return seal(text)

    def decrypt(self, encrypted_text):
        try:
            return open_sealed(encrypted_text)
        except CannotOpen:
            log.exception("a second factor could not be read")
            raise PermissionDenied(SEALED_ELSEWHERE) from None

    def build_totp_svg(self, url):
        """For standing in the page itself: without the XML heading a file would have."""
        drawing = BytesIO()
        qrcode.make(url, image_factory=SvgPathImage).save(drawing)
        return mark_safe(drawing.getvalue().decode().partition("?>")[2])  # noqa: S308 - drawn by ourselves


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        """Lets in whoever has an account or an invitation under an address the provider has verified."""
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise ImmediateHttpResponse(redirect("front"))
        if sociallogin.is_existing:
            return
        vouched_for = [address.email.lower() for address in sociallogin.email_addresses if address.verified]
        user = User.objects.filter(email__in=vouched_for, is_active=True).first() or _invited(vouched_for)
        if user is None:
            raise ImmediateHttpResponse(_no_account(request))
        sociallogin.connect(request, user)

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        log.warning("single_sign_on_failed", reason=str(error or ""), exc_info=exception)


def _invited(addresses):
    """The provider vouches for the address, which is all that the link in the invitation could show."""
    at = timezone.now()
    invitation = Invitation.objects.open(at).filter(email__in=addresses).first()
    if invitation is None:
        return None
    try:
        return invitation.accept(at)
    except ValidationError as refusal:
        log.warning("invitation_refused", invitation=invitation.pk, exc_info=refusal)
        return None


def _no_account(request):
    return render(request, "socialaccount/no_account.html", status=403)
