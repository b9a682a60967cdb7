"""Arranging committees, meetings and forward plans: for leads, as on their pages."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import Organisation
from accounts.viewsets.idempotency import once
from accounts.viewsets.writing import body_of, refusals, require
from accounts.viewsets.written import added, described, told
from scrutiny import permissions
from scrutiny.models import Committee, ForwardPlanItem, Meeting
from scrutiny.serializers import committees_written as bodies
from scrutiny.viewsets.committees import COMMITTEES, MEETINGS
from scrutiny.viewsets.forward_plan import FORWARD_PLAN


def own_committee(request, pk):
    """Of the caller's own organisations: nobody arranges what others have published."""
    committees = Committee.objects.of(request.user).select_related("organisation")
    found = get_object_or_404(committees, pk=pk)
    require(permissions.may_arrange(request.user, found.organisation))
    return found


def own_meeting(request, pk):
    meetings = Meeting.objects.of(request.user).select_related("committee__organisation")
    found = get_object_or_404(meetings, pk=pk)
    require(permissions.may_arrange(request.user, found.committee.organisation))
    return found


def _own_item(request, pk):
    items = ForwardPlanItem.objects.visible_to(request.user).select_related("committee", "meeting")
    found = get_object_or_404(items, pk=pk, committee__in=Committee.objects.of(request.user))
    require(permissions.may_arrange(request.user, found.committee.organisation_id))
    return found


def _save(thing, values):
    for name, value in values.items():
        setattr(thing, name, value)
    with refusals():
        thing.full_clean()
        thing.save()


class AddCommitteeView(APIView):
    @described("Add a committee", bodies.CommitteeBody, "organisations_add_committee", COMMITTEES, status=201)
    @once
    def post(self, request, pk):
        """Say then who its members are."""
        organisation = get_object_or_404(Organisation.objects.of(request.user), pk=pk)
        require(permissions.may_arrange(request.user, organisation))
        committee = Committee(organisation=organisation)
        _save(committee, body_of(bodies.CommitteeBody, request).validated_data)
        return added(COMMITTEES, request, committee.pk)


class ChangeCommitteeView(APIView):
    @described("Change a committee", bodies.ChangedCommitteeBody, "committees_change", COMMITTEES)
    @once
    def post(self, request, pk):
        """What is left out stays as it is. The history keeps what it was before."""
        committee = own_committee(request, pk)
        _save(committee, body_of(bodies.ChangedCommitteeBody, request).validated_data)
        return told(COMMITTEES, request, pk)


class SetMembersView(APIView):
    @described("Say who sits on a committee", bodies.MembersBody, "committees_set_members", COMMITTEES)
    @once
    def post(self, request, pk):
        """All of its members, and who chairs it: people who have the role of scrutiny member."""
        committee = own_committee(request, pk)
        values = body_of(bodies.MembersBody, request, committee=committee).validated_data
        with refusals():
            committee.seat(values["members"], values.get("chair"))
        return told(COMMITTEES, request, pk)


class AddMeetingView(APIView):
    @described("Add a meeting", bodies.MeetingBody, "committees_add_meeting", MEETINGS, status=201)
    @once
    def post(self, request, pk):
        """When its papers are due follows from its day, unless another day is given with a reason."""
        meeting = Meeting(committee=own_committee(request, pk))
        _save(meeting, body_of(bodies.MeetingBody, request).validated_data)
        return added(MEETINGS, request, meeting.pk)


class ChangeMeetingView(APIView):
    @described("Change a meeting", bodies.ChangedMeetingBody, "meetings_change", MEETINGS)
    @once
    def post(self, request, pk):
        """Or call it off. What is left out stays as it is."""
        meeting = own_meeting(request, pk)
        _save(meeting, body_of(bodies.ChangedMeetingBody, request).validated_data)
        return told(MEETINGS, request, pk)


class AddToForwardPlanView(APIView):
    @described(
        "Put something on the forward plan", bodies.PlanItemBody, "committees_add_to_forward_plan",
        FORWARD_PLAN, status=201,
    )  # fmt: skip
    @once
    def post(self, request, pk):
        """For a meeting of the committee, or for one day."""
        committee = own_committee(request, pk)
        item = ForwardPlanItem(committee=committee)
        _save(item, body_of(bodies.PlanItemBody, request, committee=committee).validated_data)
        return added(FORWARD_PLAN, request, item.pk)


class ChangePlanItemView(APIView):
    @described(
        "Change an item of the forward plan", bodies.ChangedPlanItemBody, "forward-plan_change", FORWARD_PLAN
    )
    @once
    def post(self, request, pk):
        """What is left out stays as it is."""
        item = _own_item(request, pk)
        _save(item, body_of(bodies.ChangedPlanItemBody, request, committee=item.committee).validated_data)
        return told(FORWARD_PLAN, request, pk)


class RemovePlanItemView(APIView):
    @extend_schema(
        summary="Take an item off the forward plan",
        operation_id="forward-plan_remove",
        request=None,
        responses={204: None},
        tags=["forward-plan"],
    )
    def delete(self, request, pk):
        """Its history stays."""
        _own_item(request, pk).delete()
        return Response(status=204)
