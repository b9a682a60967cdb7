from django.urls import path

from accounts.views import (
    accepting,
    account,
    closure_days,
    invitations,
    jobs,
    organisations,
    people,
    posts,
    second_factor,
    sessions,
    sign_in,
    single_sign_on,
    tokens,
)

# allauth's pages: only those in use, at addresses a person can read. allauth finds them by these names.
SIGN_IN = [
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("sign-in/again/", sign_in.sign_in_again, name="account_reauthenticate"),
    path("sign-in/code/", second_factor.code, name="mfa_authenticate"),
    path("sign-in/code/again/", second_factor.code_again, name="mfa_reauthenticate"),
    path("sign-in/with/<slug:provider_id>/", single_sign_on.start, name="openid_connect_login"),
    path("sign-in/with/<slug:provider_id>/back/", single_sign_on.come_back, name="openid_connect_callback"),
    path("sign-in/cancelled/", single_sign_on.cancelled, name="socialaccount_login_cancelled"),
    path("sign-out/", sign_in.sign_out, name="account_logout"),
    path("password/change/", sign_in.change_password, name="account_change_password"),
    path("password/set/", sign_in.set_password, name="account_set_password"),
    path("password/forgotten/", sign_in.ask_for_password, name="account_reset_password"),
    path("password/forgotten/sent/", sign_in.asked_for_password, name="account_reset_password_done"),
    path(
        "password/new/<slug:uidb36>/<str:key>/", sign_in.new_password, name="account_reset_password_from_key"
    ),
    path("second-factor/", second_factor.second_factor, name="mfa_index"),
    path("second-factor/set-up/", second_factor.set_up, name="mfa_activate_totp"),
    path("second-factor/remove/", second_factor.remove, name="mfa_deactivate_totp"),
    path("second-factor/codes/", second_factor.codes, name="mfa_view_recovery_codes"),
    path("second-factor/codes/new/", second_factor.new_codes, name="mfa_generate_recovery_codes"),
    path("second-factor/codes/download/", second_factor.download_codes, name="mfa_download_recovery_codes"),
]

OWN_ACCOUNT = [
    path("account/", account.account, name="account"),
    path("account/name/", account.change_name, name="change-name"),
    path("account/sessions/", sessions.sessions, name="sessions"),
    path("account/tokens/", tokens.tokens, name="tokens"),
    path("account/tokens/add/", tokens.add_token, name="add-token"),
    path("tokens/<int:pk>/revoke/", tokens.revoke_token, name="revoke-token"),
    path("invitations/<str:secret>/", accepting.invitation, name="invitation"),
    path("jobs/<uuid:pk>/", jobs.job, name="job"),
    path("jobs/<uuid:pk>/try-again/", jobs.try_job_again, name="try-job-again"),
]

OF = "organisations/<slug:slug>/"
ORGANISATION = [
    path(f"{OF}settings/", organisations.organisation_settings, name="organisation-settings"),
    path(f"{OF}history/", organisations.organisation_history, name="organisation-history"),
    path(f"{OF}closure-days/", closure_days.closure_days, name="closure-days"),
    path(f"{OF}closure-days/<int:pk>/remove/", closure_days.remove_closure_day, name="remove-closure-day"),
    path(f"{OF}tokens/", tokens.organisation_tokens, name="organisation-tokens"),
    path(f"{OF}people/", people.people, name="people"),
    path(f"{OF}people/<int:pk>/", people.person, name="person"),
    path(f"{OF}people/<int:pk>/give-role/", people.give_role, name="give-role"),
    path(f"{OF}people/<int:pk>/take-role/", people.take_role, name="take-role"),
    path(f"{OF}people/<int:pk>/remove/", people.remove_person, name="remove-person"),
    path(f"{OF}posts/", posts.posts, name="posts"),
    path(f"{OF}posts/add/", posts.add_post, name="add-post"),
    path(f"{OF}posts/<int:pk>/", posts.post, name="post"),
    path(f"{OF}posts/<int:pk>/edit/", posts.edit_post, name="edit-post"),
    path(f"{OF}posts/<int:pk>/hand-over/", posts.hand_over_post, name="hand-over-post"),
    path(f"{OF}posts/<int:pk>/remove/", posts.remove_post, name="remove-post"),
    path(f"{OF}invitations/", invitations.invitations, name="invitations"),
    path(f"{OF}invitations/invite/", invitations.invite, name="invite"),
    path(f"{OF}invitations/<int:pk>/send-again/", invitations.resend_invitation, name="resend-invitation"),
    path(f"{OF}invitations/<int:pk>/withdraw/", invitations.withdraw_invitation, name="withdraw-invitation"),
]

OPERATOR = [
    path("operator/organisations/", organisations.organisations, name="organisations"),
    path("operator/organisations/add/", organisations.add_organisation, name="add-organisation"),
    path("operator/people/<int:pk>/close/", people.close_account, name="close-account"),
    path("operator/people/<int:pk>/open/", people.open_account, name="open-account"),
    path("operator/people/<int:pk>/sign-out/", people.sign_out_everywhere, name="sign-out-everywhere"),
    path(
        "operator/people/<int:pk>/forget-second-factor/",
        people.forget_second_factor,
        name="forget-second-factor",
    ),
]

urlpatterns = [
    path("look-after/", organisations.look_after, name="look-after"),
    *SIGN_IN,
    *OWN_ACCOUNT,
    *ORGANISATION,
    *OPERATOR,
]
