"""What can be written by the API about organisations, their people and posts, and about oneself."""

from django.urls import path

from accounts.viewsets import closure_days, history, invitations, jobs, me, posts, settings, tokens
from accounts.viewsets import people_written as people
from actions.viewsets import calendars, mail, mails, told

HERE = "organisations/<int:pk>/"
PERSON = f"{HERE}people/<int:person>/"

urlpatterns = [
    path("organisations/add/", settings.AddOrganisationView.as_view(), name="api-add-organisation"),
    path(f"{HERE}history/", history.OrganisationHistoryView.as_view(), name="api-organisation-history"),
    path(f"{HERE}reminders-due/", told.RemindersDueView.as_view(), name="api-reminders-due"),
    path(f"{HERE}settings/", settings.SettingsView.as_view(), name="api-settings"),
    path(f"{HERE}change-settings/", settings.ChangeSettingsView.as_view(), name="api-change-settings"),
    path(f"{HERE}add-closure-day/", closure_days.AddClosureDayView.as_view(), name="api-add-closure-day"),
    path(
        "closure-days/<int:pk>/remove/",
        closure_days.RemoveClosureDayView.as_view(),
        name="api-remove-closure-day",
    ),
    path(f"{HERE}add-post/", posts.AddPostView.as_view(), name="api-add-post"),
    path("posts/<int:pk>/change/", posts.ChangePostView.as_view(), name="api-change-post"),
    path("posts/<int:pk>/hand-over/", posts.HandOverPostView.as_view(), name="api-hand-over-post"),
    path("posts/<int:pk>/remove/", posts.RemovePostView.as_view(), name="api-remove-post"),
    path(f"{HERE}invite/", invitations.InviteView.as_view(), name="api-invite"),
    path(
        "invitations/<int:pk>/send-again/",
        invitations.SendAgainView.as_view(),
        name="api-resend-invitation",
    ),
    path(
        "invitations/<int:pk>/withdraw/",
        invitations.WithdrawInvitationView.as_view(),
        name="api-withdraw-invitation",
    ),
    path(f"{PERSON}give-role/", people.GiveRoleView.as_view(), name="api-give-role"),
    path(f"{PERSON}take-role/", people.TakeRoleView.as_view(), name="api-take-role"),
    path(f"{PERSON}remove/", people.RemovePersonView.as_view(), name="api-remove-person"),
    path("people/<int:pk>/close-account/", people.CloseAccountView.as_view(), name="api-close-account"),
    path("people/<int:pk>/open-account/", people.OpenAccountView.as_view(), name="api-open-account"),
    path("tokens/<int:pk>/revoke/", tokens.RevokeTokenView.as_view(), name="api-revoke-token"),
    path("jobs/<uuid:pk>/try-again/", jobs.TryAgainView.as_view(), name="api-try-job-again"),
    path("mails/<uuid:pk>/resend/", mails.ResendMailView.as_view(), name="api-resend-mail"),
    path(f"{PERSON}send-mail-now/", mails.SendNowView.as_view(), name="api-send-mail-now"),
    path(
        "calendar-addresses/<int:pk>/revoke/",
        calendars.RevokeCalendarAddressView.as_view(),
        name="api-revoke-calendar-address",
    ),
    path("me/mail/", mail.MailView.as_view(), name="api-my-mail"),
    path("me/mail/change/", mail.ChangeMailView.as_view(), name="api-change-my-mail"),
    path("me/change/", me.ChangeMeView.as_view(), name="api-change-me"),
]
