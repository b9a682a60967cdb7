"""Invitations that are waiting, and inviting: for leads, as on their pages."""

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import filters, invitation_mail, permissions
from accounts.models import Invitation, Organisation, Role
from accounts.serializers.invitations import InvitationBody, InvitationSerializer
from accounts.serializers.rows import NothingBody
from accounts.viewsets.addresses import Address
from accounts.viewsets.idempotency import once
from accounts.viewsets.problems import Problem
from accounts.viewsets.resources import Resource
from accounts.viewsets.write_schema import KEY
from accounts.viewsets.writing import body_of, refusals, require
from accounts.viewsets.written import added, described, told

API = Address("api-invitation", 987654321)
AS_THEY_ARE = ("id", "email", "name", "role", "invited_at", "expires_at", "mailed_at")
# A mail is not sent from inside a transaction, so the answer can't be kept; and the same invitation twice is
# refused anyway.
NO_KEY = ()


class InvitationsAsked(filters.StrictFilterSet):
    organisation = filters.WordFilter(label="Address (slug) of the organisation", method="of_organisation")

    def of_organisation(self, queryset, name, value):
        led = Organisation.objects.led_by(self.asked.user)
        return queryset.filter(
            organisation=filters.one_named(led, "organisation", value, "organisation", slug=value)
        )


def tell(found, asked):
    return [
        {
            "url": API.of(row.id),
            "organisation": row.organisation_slug,
            **{name: getattr(row, name) for name in AS_THEY_ARE},
            "role_label": Role(row.role).label,
            "post": {"id": row.post_id, "title": row.post_title} if row.post_id else None,
            "invited_by": row.invited_by,
        }
        for row in found
    ]


INVITATIONS = Resource(
    name="invitations",
    one="invitation",
    words="Who has been invited and has not come yet: for leads.",
    rows=lambda asked: Invitation.objects.visible_to(asked.user).waiting(),
    tell=tell,
    columns={name: name for name in (*AS_THEY_ARE, "post_id")}
    | {
        "organisation_slug": "organisation__slug",
        "post_title": "post__title",
        "invited_by": "invited_by__name",
    },
    serializer=InvitationSerializer,
    filters=InvitationsAsked,
    orderings={"id": ("pk",), "invited_at": ("invited_at",), "expires_at": ("expires_at",)},
)


def _organisation(request, pk):
    found = get_object_or_404(Organisation.objects.of(request.user), pk=pk)
    require(permissions.may_look_after_people(request.user, found))
    return found


def _waiting(request, pk):
    """As on the page: whoever does not look after people finds none."""
    invitations = Invitation.objects.visible_to(request.user).waiting()
    return get_object_or_404(invitations.select_related("organisation", "post", "invited_by"), pk=pk)


class InviteView(APIView):
    @described("Invite a person", InvitationBody, "organisations_invite", INVITATIONS, 201, parameters=NO_KEY)
    def post(self, request, pk):
        """To a role, and to a vacant post if you like. The mail's link can be used for 14 days."""
        organisation = _organisation(request, pk)
        values = body_of(InvitationBody, request, organisation=organisation).validated_data
        require(permissions.may_give_role(request.user, organisation, values["role"]))
        invitation = Invitation(organisation=organisation, invited_by=request.user, **values)
        with refusals():
            invitation.full_clean(exclude=invitation.ISSUED, validate_constraints=False)
            invitation_mail.issue_and_send(invitation, timezone.now())
        return added(INVITATIONS, request, invitation.pk)


class SendAgainView(APIView):
    @described(
        "Send an invitation again", NothingBody, "invitations_send_again", INVITATIONS, parameters=NO_KEY
    )
    def post(self, request, pk):
        """With a new link, for 14 days from now. The link before it stops working."""
        invitation = _waiting(request, pk)
        body_of(NothingBody, request)
        try:
            invitation_mail.issue_and_send(invitation, timezone.now())
        except ValidationError as refusal:
            raise Problem(409, refusal.message) from None
        return told(INVITATIONS, request, pk)


class WithdrawInvitationView(APIView):
    @extend_schema(
        summary="Withdraw an invitation",
        operation_id="invitations_withdraw",
        request=NothingBody,
        responses={204: None},
        parameters=[KEY],
        tags=["invitations"],
    )
    @once
    def post(self, request, pk):
        """Its link works no longer."""
        body_of(NothingBody, request)
        if not _waiting(request, pk).withdraw(timezone.now()):
            raise Problem(409, "The invitation had been used or withdrawn already.")
        return Response(status=204)
