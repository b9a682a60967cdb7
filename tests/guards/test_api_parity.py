"""Everything a page can do or show, the API can: each page has its counterpart, or a reason."""

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
# The pages that only show something, where the counterpart is not called as the page with `api-` before it.
READING = [row for row in ROWS if row.reads and not row.writes and not row.is_api]
PLAN = ("api-actions",)
SHOWN_BY = {
    "look-after": ("api-me", "api-organisations"),
    "account": ("api-me",),
    "organisation-tokens": ("api-tokens",),
    "organisation-inspections": ("api-inspections", "api-judgements"),
    "inspection": ("api-inspection", "api-areas", "api-judgements", "api-clocks"),
    "area": ("api-area", "api-actions", "api-measures"),
    "organisation-areas": ("api-areas",),
    "shared-area": ("api-area",),
    "action": (
        "api-action",
        "api-updates",
        "api-evidence",
        "api-milestones",
        "api-measures",
        "api-questions",
    ),
    "decide-extension": ("api-action", "api-updates"),
    "measure": ("api-measure", "api-readings"),
    # With `waits_for`, and measures with `reading_overdue`.
    "front": ("api-actions", "api-measures", "api-organisations"),
    "decisions": ("api-actions", "api-updates"),
    "sign-offs": ("api-actions", "api-updates", "api-evidence"),
    "search": ("api-actions", "api-areas", "api-updates"),
    "organisation-plan": PLAN,
    "inspection-plan": PLAN,
    "download-organisation-plan": ("api-actions", "api-updates"),
    "download-inspection-plan": ("api-inspection-plan",),
    "organisation": ("api-organisation", "api-inspections", "api-actions", "api-measures"),
    "progress": ("api-inspection", "api-areas", "api-actions", "api-updates", "api-measures", "api-readings"),
    "evidence": ("api-evidence-file",),
    "own-deadlines": ("api-actions", "api-milestones"),
    "inspection-deadlines": ("api-actions", "api-clocks"),
    "inspection-deadlines-by-address": ("api-actions", "api-clocks"),
    "hand-over": ("api-posts", "api-actions"),
    "organisation-reminders": ("api-reminders-due", "api-mails"),
    "organisation-mails": ("api-mails",),
    "operator-reminders": ("api-reminders-due", "api-mails"),
    "operator-mails": ("api-mails",),
    "digest": ("api-mail",),
    "told-of-action": ("api-told",),
    "scrutiny": ("api-committees", "api-meetings", "api-papers"),
    "committee": ("api-committee", "api-meetings", "api-forward-plan"),
    "meeting": ("api-meeting", "api-papers", "api-forward-plan"),
    "recommendations": ("api-areas", "api-responses"),
    "feed-organisation": ("api-changes", "api-papers"),
    "feed-inspection": ("api-changes", "api-papers"),
    "feed-committee": ("api-papers", "api-meetings"),
    "webhook": ("api-webhook", "api-webhook-deliveries"),
}
A_PROBE = "programs that watch read /readyz and /metrics, of which this is made for people"
WORDS = "words of ours for people, and no data"
SHOWN_BY_PAGES_ALONE = {
    "healthz": A_PROBE,
    "readyz": A_PROBE,
    "operations": A_PROBE,
    "accessibility": WORDS,
    "privacy": WORDS,
    "cookies": WORDS,
    "security-txt": WORDS,
    "look": WORDS,
    "glossary": WORDS,
    "subscription-asked": WORDS,
    "account_reset_password_done": A_PASSWORD,
    "mfa_index": A_SECOND_FACTOR,
    "mfa_view_recovery_codes": A_SECOND_FACTOR,
    "mfa_download_recovery_codes": A_SECOND_FACTOR,
    "socialaccount_login_cancelled": A_SESSION,
}
# Other people may try it by the API, for a reason.
OTHERS = {"correct": "who may correct hangs on the row, which stands in the body"}


def counterparts(row):
    return COUNTERPARTS.get(row.route, (f"api-{row.route}",))


def writers(row):
    return row.writes.union(*row.other_methods.values())


def shown_by(row):
    return SHOWN_BY.get(row.route, (f"api-{row.route}",))


def pairs(pages, alone, by):
    """Each page with the name of each address of the API that does or shows the same."""
    return [(row, name) for row in pages if row.route not in alone for name in by(row)]


def test_every_page_that_takes_a_post_has_an_address_in_the_api_or_a_reason():
    missing = [
        f"{row.route}: {name}" for row, name in pairs(PAGES, PAGES_ALONE, counterparts) if name not in ROW_OF
    ]
    assert not missing, "Give the API an address for each, or say in PAGES_ALONE why a page alone does it."


def test_the_same_people_may_do_it_by_the_api():
    unlike = [
        f"{row.route}: {name}, {sorted(writers(ROW_OF[name]) ^ row.writes)}"
        for row, name in pairs(PAGES, PAGES_ALONE | OTHERS, counterparts)
        if writers(ROW_OF[name]) != row.writes
    ]
    assert not unlike, "By the page these may and by the API not, or the other way round."


def test_every_page_that_shows_something_has_an_address_in_the_api_or_a_reason():
    missing = [
        f"{row.route}: {name}"
        for row, name in pairs(READING, SHOWN_BY_PAGES_ALONE, shown_by)
        if name not in ROW_OF
    ]
    assert not missing, "Let the API tell it, or say in SHOWN_BY_PAGES_ALONE why a page alone shows it."


def test_whoever_reads_the_page_may_read_it_by_the_api():
    refused = [
        f"{row.route}: {name}, {sorted(row.reads - ROW_OF[name].reads)}"
        for row, name in pairs(READING, SHOWN_BY_PAGES_ALONE, shown_by)
        if row.reads - ROW_OF[name].reads
    ]
    assert not refused, "These may look at the page and not ask the API."


def test_no_reason_and_no_counterpart_for_a_page_that_shows_is_left_over():
    pages = {row.route for row in READING}
    assert not (set(SHOWN_BY) | set(SHOWN_BY_PAGES_ALONE)) - pages
    assert not set(SHOWN_BY) & set(SHOWN_BY_PAGES_ALONE)


def test_no_reason_and_no_counterpart_is_left_over():
    pages = {row.route for row in PAGES}
    assert not (set(COUNTERPARTS) | set(PAGES_ALONE) | set(OTHERS)) - pages
    assert not [page for page in PAGES_ALONE if page in COUNTERPARTS]
