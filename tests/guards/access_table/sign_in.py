"""allauth's pages: coming in, going out, passwords, second factor."""

from tests.guards.access_table.row import EVERYBODY, SIGNED_IN, Row
from tests.guards.world import USES_SECOND_FACTOR

# Whoever has set up a second factor; between the password and the code nobody is signed in yet.
WITH_CODE = frozenset({USES_SECOND_FACTOR})
SHOWN_ONCE = "the codes are shown once, and the library notes that they were"
NO_PROVIDER = "single sign-on is switched on by the environment"


def unknown_link(place):
    return {"uidb36": "1", "key": "never-given"}


def any_provider(place):
    return {"provider_id": "none"}


def by_library(route, **more):
    return Row(route=route, by_library=True, **more)


ROWS = (
    by_library("account_login", reads=EVERYBODY, writes=EVERYBODY, sent_on=SIGNED_IN),
    by_library("account_logout", writes=EVERYBODY),
    by_library("account_reauthenticate", reads=SIGNED_IN, writes=SIGNED_IN),
    by_library("account_change_password", reads=SIGNED_IN, writes=SIGNED_IN),
    by_library("account_set_password", reads=SIGNED_IN, writes=SIGNED_IN, sent_on=SIGNED_IN),
    by_library("account_reset_password", reads=EVERYBODY, writes=EVERYBODY),
    by_library("account_reset_password_done", reads=EVERYBODY),
    by_library("account_reset_password_from_key", args=unknown_link, reads=EVERYBODY, writes=EVERYBODY),
    by_library("mfa_authenticate", reads=SIGNED_IN, writes=SIGNED_IN, sent_on=SIGNED_IN),
    by_library("mfa_reauthenticate", reads=SIGNED_IN, writes=SIGNED_IN, sent_on=SIGNED_IN - WITH_CODE),
    by_library("mfa_index", reads=SIGNED_IN),
    by_library("mfa_activate_totp", reads=SIGNED_IN, writes=SIGNED_IN, sent_on=WITH_CODE),
    by_library("mfa_deactivate_totp", reads=WITH_CODE, writes=WITH_CODE, refused="404"),
    by_library("mfa_view_recovery_codes", reads=WITH_CODE, refused="404", writes_when_read=SHOWN_ONCE),
    by_library("mfa_generate_recovery_codes", reads=SIGNED_IN, writes=SIGNED_IN),
    by_library(
        "mfa_download_recovery_codes",
        reads=WITH_CODE,
        refused="404",
        writes_when_read=SHOWN_ONCE,
        is_page=False,
    ),
    by_library("openid_connect_login", args=any_provider, missing=NO_PROVIDER),
    by_library("openid_connect_callback", args=any_provider, missing=NO_PROVIDER),
    by_library("socialaccount_login_cancelled", reads=EVERYBODY),
)
