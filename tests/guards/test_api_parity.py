"""Everything a page can do, the API can: each page that takes a POST has its counterpart, or a reason."""

from tests.guards.access_table import ROWS
from tests.guards.routes import ROW_OF

PAGES = [row for row in ROWS if row.writes and not row.is_api]
# Where the counterpart is not called as the page with `api-` before it.
COUNTERPARTS = {
    "change-name": ("api-change-me",),
    "organisation-settings": ("api-change-settings",),
    "closure-days": ("api-add-closure-day",),
    "edit-post": ("api-change-post",),
    "send-now": ("api-send-mail-now",),
    "resend-digest": ("api-resend-mail",),
    "mail-preferences": ("api-change-my-mail",),
    "revoke-calendar": ("api-revoke-calendar-address",),
    "hand-over-all": ("api-hand-over-actions",),
    "plan-import-columns": ("api-match-plan-import",),
    "plan-import": ("api-apply-plan-import",),
    "review-reading": ("api-change-reading", "api-save-reading"),
    "edition-differences": ("api-take-over-edition",),
    "edit-inspection": ("api-change-inspection",),
    "edit-judgements": ("api-set-judgements",),
    "edit-area": ("api-change-area",),
    "edit-clock": ("api-record-met",),
    "edit-committee": ("api-change-committee",),
    "committee-members": ("api-set-members",),
    "edit-meeting": ("api-change-meeting",),
    "edit-forward-plan": ("api-change-forward-plan-item",),
    "take-off-forward-plan": ("api-remove-forward-plan-item",),
    "add-paper": ("api-begin-paper",),
    "edit-paper": ("api-change-draft",),
    "freeze-paper": ("api-freeze-draft",),
    "remove-paper": ("api-remove-draft",),
    "edit-webhook": ("api-change-webhook",),
}
# What is done by pages alone, each with its reason.
A_SESSION = "signing in and out, and the list of one's sessions, are a session's matter"
A_PASSWORD = "a password is typed by whose it is, who shows the old one or a mail first"
A_SECOND_FACTOR = "a second factor is set up and taken away in a session, never by a token it should guard"
A_LINK = "the link in the mail is the right to do it, and whoever has the mail has the page"
A_SECRET = "it makes a secret that reaches farther than the token that would ask for it"
PAGES_ALONE = {
    "account_login": A_SESSION,
    "account_logout": A_SESSION,
    "account_reauthenticate": A_SESSION,
    "sessions": A_SESSION,
    "sign-out-everywhere": A_SESSION,
    "account_change_password": A_PASSWORD,
    "account_set_password": A_PASSWORD,
    "account_reset_password": A_PASSWORD,
    "account_reset_password_from_key": A_PASSWORD,
    "mfa_authenticate": A_SECOND_FACTOR,
    "mfa_reauthenticate": A_SECOND_FACTOR,
    "mfa_activate_totp": A_SECOND_FACTOR,
    "mfa_deactivate_totp": A_SECOND_FACTOR,
    "mfa_generate_recovery_codes": A_SECOND_FACTOR,
    "forget-second-factor": A_SECOND_FACTOR,
    "invitation": A_LINK,
    "stop-mail": A_LINK,
    "confirm-subscription": A_LINK,
    "end-subscription": A_LINK,
    "add-token": A_SECRET,
    "own-calendar": A_SECRET,
}
# Other people may try it by the API, for a reason.
OTHERS = {"correct": "who may correct hangs on the row, which stands in the body"}


def counterparts(row):
    return COUNTERPARTS.get(row.route, (f"api-{row.route}",))


def writers(row):
    return row.writes.union(*row.other_methods.values())


def test_every_page_that_takes_a_post_has_an_address_in_the_api_or_a_reason():
    missing = [
        row.route
        for row in PAGES
        if row.route not in PAGES_ALONE and not all(name in ROW_OF for name in counterparts(row))
    ]
    assert not missing, "Give the API an address for each, or say in PAGES_ALONE why a page alone does it."


def test_the_same_people_may_do_it_by_the_api():
    unlike = [
        f"{row.route}: {sorted(writers(ROW_OF[name]) ^ row.writes)}"
        for row in PAGES
        if row.route not in PAGES_ALONE and row.route not in OTHERS
        for name in counterparts(row)
        if writers(ROW_OF[name]) != row.writes
    ]
    assert not unlike, "By the page these may and by the API not, or the other way round."


def test_no_reason_and_no_counterpart_is_left_over():
    pages = {row.route for row in PAGES}
    assert not (set(COUNTERPARTS) | set(PAGES_ALONE) | set(OTHERS)) - pages
    assert not [page for page in PAGES_ALONE if page in COUNTERPARTS]
