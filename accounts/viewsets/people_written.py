"""Looking after people: for leads, as on their pages; accounts are closed and opened by the operator."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import permissions
from accounts.models import Organisation, User
from accounts.serializers.people import RoleBody
from accounts.serializers.rows import NothingBody
from accounts.viewsets.idempotency import once
from accounts.viewsets.people import PEOPLE
from accounts.viewsets.writing import body_of, refusals, require
from accounts.viewsets.written import described, removal, told_if_seen


def _found(request, pk, person):
    """The organisation and the person in it, for whoever looks after its people."""
    organisation = get_object_or_404(Organisation.objects.of(request.user), pk=pk)
    require(permissions.may_look_after_people(request.user, organisation))
    people = User.objects.filter(memberships__organisation=organisation).distinct()
    return organisation, get_object_or_404(people, pk=person)


class GiveRoleView(APIView):
    @described("Give a role", RoleBody, "organisations_give_role", PEOPLE)
    @once
    def post(self, request, pk, person):
        """Besides those that the person has."""
        organisation, found = _found(request, pk, person)
        role = body_of(RoleBody, request).validated_data["role"]
        require(permissions.may_give_role(request.user, organisation, role))
        organisation.give_role(found, role)
        return told_if_seen(PEOPLE, request, found.pk)


class TakeRoleView(APIView):
    @described("Take a role away", RoleBody, "organisations_take_role", PEOPLE, may_be_gone=True)
    @once
    def post(self, request, pk, person):
        """Not the last one, nor that of the only lead. Posts go vacant with the last role that holds any."""
        organisation, found = _found(request, pk, person)
        role = body_of(RoleBody, request).validated_data["role"]
        with refusals():
            organisation.take_role(found, role)
        request.user.forget_roles()
        return told_if_seen(PEOPLE, request, found.pk)


class RemovePersonView(APIView):
    @removal("Remove a person from an organisation", "organisations_remove_person", "people")
    def delete(self, request, pk, person):
        """Every role, post and token here ends; with the last organisation goes the account."""
        organisation, found = _found(request, pk, person)
        require(permissions.may_remove_person(request.user, organisation, found))
        with refusals():
            found.leave(organisation, timezone.now())
        return Response(status=204)


def _for_operator(request, pk):
    found = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    require(permissions.may_close_accounts(request.user, found))
    return found


class CloseAccountView(APIView):
    @described("Close an account", NothingBody, "people_close", PEOPLE, may_be_gone=True)
    @once
    def post(self, request, pk):
        """For the operator: no sign-in, no tokens, posts vacant. Only the operator can open it again."""
        found = _for_operator(request, pk)
        body_of(NothingBody, request)
        found.shut_out(timezone.now())
        return told_if_seen(PEOPLE, request, pk)


class OpenAccountView(APIView):
    @described("Open an account again", NothingBody, "people_open", PEOPLE, may_be_gone=True)
    @once
    def post(self, request, pk):
        """For the operator, after it was closed."""
        found = _for_operator(request, pk)
        body_of(NothingBody, request)
        found.reactivate()
        return told_if_seen(PEOPLE, request, pk)
