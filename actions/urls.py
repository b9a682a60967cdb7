from django.urls import include, path, register_converter

from actions.views import (
    action,
    assignment,
    calendars,
    digests,
    evidence,
    hand_over,
    mail,
    measures,
    my_work,
    opening,
    plans,
    reminders,
    search,
    spreadsheets,
    verbs_assurance,
    verbs_deadline,
    verbs_life,
    verbs_work,
    webhooks,
)


class Reference:
    """2.1: the number of the area and the action's own within it."""

    regex = "[1-9][0-9]{0,4}\\.[1-9][0-9]{0,4}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


class SpreadsheetKind(Reference):
    regex = "xlsx|csv"


register_converter(Reference, "reference")
register_converter(SpreadsheetKind, "spreadsheet_kind")

one_measure = [
    path("", measures.measure, name="measure"),
    path("edit/", measures.edit_measure, name="edit-measure"),
    path("readings/add/", measures.record_reading, name="record-reading"),
    path("readings/<int:reading_pk>/correct/", measures.correct_reading, name="correct-reading"),
]
one_action = [
    path("", action.action, name="action"),
    path("told/", digests.told_of_action, name="told-of-action"),
    path("record-progress/", verbs_work.record_progress, name="record-progress"),
    path("claim-done/", verbs_work.claim_done, name="claim-done"),
    path("ask-for-extension/", verbs_deadline.ask_for_extension, name="ask-for-extension"),
    path("decide-extension/", verbs_deadline.decide_extension, name="decide-extension"),
    path("grant-extension/", verbs_deadline.grant_extension, name="grant-extension"),
    path("refuse-extension/", verbs_deadline.refuse_extension, name="refuse-extension"),
    path("move-deadline/", verbs_deadline.move_deadline, name="move-deadline"),
    path("reassign/", verbs_life.reassign, name="reassign"),
    path("accept/", verbs_assurance.accept, name="accept"),
    path("send-back/", verbs_assurance.send_back, name="send-back"),
    path("confirm-sustained/", verbs_assurance.confirm_sustained, name="confirm-sustained"),
    path("lapse/", verbs_assurance.lapse, name="lapse"),
    path("not-pursue/", verbs_life.not_pursue, name="not-pursue"),
    path("reopen/", verbs_life.reopen, name="reopen"),
    path("supersede/", verbs_life.supersede, name="supersede"),
    path("updates/<int:number>/correct/", verbs_work.correct, name="correct"),
    path("note/", verbs_work.note, name="note"),
    path("reword/", verbs_work.reword, name="reword"),
    path("milestones/add/", verbs_work.add_milestone, name="add-milestone"),
    path("measures/add/", measures.add_measure, name="add-measure"),
]
one_inspection = [
    path("areas/<int:number>/open-action/", opening.open_action, name="open-action"),
    path("open-plan/", opening.open_plan, name="open-plan"),
    path("actions/<reference:reference>/", include(one_action)),
    path(
        "plan/download.<spreadsheet_kind:kind>",
        spreadsheets.download_inspection_plan,
        name="download-inspection-plan",
    ),
    path("calendar.ics", calendars.inspection_deadlines, name="inspection-deadlines"),
    path("plan/import/", spreadsheets.import_plan, name="import-plan"),
]
reminders_of_organisation = [
    path("", reminders.organisation_reminders, name="organisation-reminders"),
    path("mails/", reminders.organisation_mails, name="organisation-mails"),
    path("send-now/<int:pk>/", digests.send_now, name="send-now"),
]
one_webhook = [
    path("", webhooks.webhook, name="webhook"),
    path("change/", webhooks.edit_webhook, name="edit-webhook"),
    path("ping/", webhooks.ping_webhook, name="ping-webhook"),
    path("pause/", webhooks.pause_webhook, name="pause-webhook"),
    path("resume/", webhooks.resume_webhook, name="resume-webhook"),
    path("replay/", webhooks.replay_webhook, name="replay-webhook"),
    path("rotate/", webhooks.rotate_webhook, name="rotate-webhook"),
    path("remove/", webhooks.remove_webhook, name="remove-webhook"),
]
urlpatterns = [
    path("organisations/<slug:slug>/webhooks/", webhooks.webhooks, name="webhooks"),
    path("organisations/<slug:slug>/webhooks/add/", webhooks.add_webhook, name="add-webhook"),
    path("organisations/<slug:slug>/webhooks/<int:pk>/", include(one_webhook)),
    path("actions/", plans.my_plan, name="actions"),
    path("decisions/", my_work.decisions, name="decisions"),
    path("calendar/", calendars.own_calendar, name="own-calendar"),
    path("calendar/<int:pk>/revoke/", calendars.revoke_calendar, name="revoke-calendar"),
    path("calendars/<str:secret>/deadlines.ics", calendars.own_deadlines, name="own-deadlines"),
    path(
        "calendars/<str:secret>/<slug:slug>/<slug:inspection_slug>.ics",
        calendars.inspection_deadlines_by_address,
        name="inspection-deadlines-by-address",
    ),
    path("search/", search.search_page, name="search"),
    path("sign-offs/", my_work.sign_offs, name="sign-offs"),
    path("organisations/<slug:slug>/actions/", plans.organisation_plan, name="organisation-plan"),
    path("organisations/<slug:slug>/actions/assign/", assignment.assign, name="assign"),
    path(
        "organisations/<slug:slug>/inspections/<slug:inspection_slug>/plan/",
        plans.inspection_plan,
        name="inspection-plan",
    ),
    path("organisations/<slug:slug>/inspections/<slug:inspection_slug>/", include(one_inspection)),
    path("measures/<int:pk>/", include(one_measure)),
    path(
        "organisations/<slug:slug>/actions/download.<spreadsheet_kind:kind>",
        spreadsheets.download_organisation_plan,
        name="download-organisation-plan",
    ),
    path("organisations/<slug:slug>/imports/<int:pk>/", spreadsheets.one_plan_import, name="plan-import"),
    path(
        "organisations/<slug:slug>/imports/<int:pk>/columns/",
        spreadsheets.plan_import_columns,
        name="plan-import-columns",
    ),
    path("organisations/<slug:slug>/hand-over/", hand_over.holdings, name="hand-over"),
    path(
        "organisations/<slug:slug>/posts/<int:pk>/hand-over-actions/",
        hand_over.hand_over_all,
        name="hand-over-all",
    ),
    path("organisations/<slug:slug>/reminders/", include(reminders_of_organisation)),
    path("operator/reminders/", reminders.operator_reminders, name="operator-reminders"),
    path("operator/reminders/mails/", reminders.operator_mails, name="operator-mails"),
    path("mails/<uuid:pk>/", digests.digest, name="digest"),
    path("mails/<uuid:pk>/resend/", digests.resend_digest, name="resend-digest"),
    path("account/mail/", mail.mail_preferences, name="mail-preferences"),
    path("mail/stop/<str:signed>/", mail.stop_mail, name="stop-mail"),
    path("evidence/<uuid:pk>/", evidence.evidence, name="evidence"),
]
