"""Who was told what by mail, and who would be told next: for those who see to it that somebody is."""

from types import SimpleNamespace

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.views import APIView

from accounts import filters
from accounts.models import Organisation
from accounts.viewsets import asked as asking
from accounts.viewsets.access import IsAuthenticated
from accounts.viewsets.addresses import Address
from accounts.viewsets.pages import NOT_OURS, Order
from accounts.viewsets.problems import refused_fields
from accounts.viewsets.resources import Resource, paged
from accounts.viewsets.schema import PAGES
from accounts.viewsets.writing import require
from actions import permissions
from actions.filters.ledger import action_filter
from actions.models import MailPreference, Reminder
from actions.models.digests import State
from actions.models.mail_preferences import USUAL_HOUR
from actions.reminders import arming, told
from actions.serializers.told import RemindersDueSerializer, ToldSerializer
from actions.viewsets import reminders
from actions.viewsets.mails import API as MAIL
from actions.viewsets.mails import OF_ITEMS

API = Address("api-told-one", 987654321)
BY_PERSON = Order("person", ("pk",))


class ToldAsked(filters.StrictFilterSet):
    organisation = filters.NamedRowFilter(
        label="Address (slug) of the organisation", among=Organisation.objects.of, what="organisation"
    )
    action = action_filter()
    person = filters.NumberFilter(label="Id of the person", field_name="person_id")
    state = filters.OneOfFilter(
        label="How the sending of its mail went",
        field_name="said_in__state",
        choices=[each for each in State.choices() if each[0] != State.DROPPED],
    )
    said_after = filters.DayFilter(
        label="In a mail of a later day", field_name="said_in__local_date", lookup_expr="gt"
    )
    said_before = filters.DayFilter(
        label="In a mail of an earlier day", field_name="said_in__local_date", lookup_expr="lt"
    )


def tell(found, asked):
    people = [SimpleNamespace(person_id=row.person_id) for row in found]
    told.name_for(asked.user, people)
    return [_told(row, each.shown_name) for row, each in zip(found, people, strict=True)]


def _told(row, name):
    post = {"id": row.post_id, "title": row.post_title, "organisation": row.post_organisation}
    return reminders.told_reminder(row) | {
        "url": API.of(row.id),
        "person": {"id": row.person_id, "name": name},
        "post": post if row.post_id else None,
        "ledger_number": row.ledger_number,
        "mail": MAIL.of(row.said_in_id),
    }


TOLD = Resource(
    name="told",
    one="thing told",
    words=(
        "Who was told what by mail and when: of actions, for those who work on the plan; else for leads, and "
        "for whoever was told."
    ),
    rows=lambda asked: Reminder.objects.visible_to(asked.user).told(),
    tell=tell,
    columns=reminders.COLUMNS
    | {name: name for name in ("person_id", "ledger_number", "said_in_id", "post_id")}
    | {"post_title": "post__title", "post_organisation": "post__organisation__slug"},
    serializer=ToldSerializer,
    filters=ToldAsked,
    orderings={"id": ("pk",), "noted_on": ("noted_on",), "deadline": ("deadline",)},
)


class RemindersDueView(APIView):
    permission_classes = [IsAuthenticated]

    @extend_schema(
        summary="Who would be told what next",
        operation_id="organisations_reminders_due",
        responses=RemindersDueSerializer,
        parameters=PAGES,
        tags=["mails"],
    )
    def get(self, request, pk):
        """What would go out on this working day or the next, by the selection that sends. For leads."""
        organisation = get_object_or_404(Organisation.objects.of(request.user), pk=pk)
        require(permissions.may_look_after_reminders(request.user, organisation))
        size, cursor = asking.read_page(request)
        after = _person(cursor) if cursor else 0
        now, on = timezone.now(), told.next_working_day(organisation, timezone.localdate())
        lines = sorted(told.plan_of(organisation, now, on), key=lambda line: line.person_id)
        lines = [line for line in lines if line.person_id > after]
        beyond = BY_PERSON.cursor((lines[size - 1].person_id,)) if len(lines) > size else None
        answer = paged(request, _next_mails(lines[:size], request.user), beyond)
        paused = list(told.paused_in(organisation, timezone.localdate(now)))
        told.name_for(request.user, paused)
        answer.data = {
            "on": on,
            "is_armed": arming.is_armed(),
            "paused": [_paused(each) for each in paused],
        } | answer.data
        return answer


def _paused(preference):
    return {
        "person": {"id": preference.person_id, "name": preference.shown_name},
        "paused_until": preference.paused_until,
        "reason": preference.pause_reason,
    }


def _person(cursor):
    (pk,) = BY_PERSON.read(cursor)
    if type(pk) is not int:
        raise refused_fields({"cursor": NOT_OURS})
    return pk


def _next_mails(lines, user):
    told.name_for(user, lines)
    chosen = MailPreference.objects.visible_to(user).filter(person__in=[line.person_id for line in lines])
    chosen = {each.person_id: each for each in chosen}
    return [_next_mail(line, chosen.get(line.person_id)) for line in lines]


def _next_mail(line, chosen):
    return {
        "person": {"id": line.person_id, "name": line.shown_name},
        "hour": chosen.hour if chosen else USUAL_HOUR,
        "is_regular": line.is_regular,
        "paused_until": chosen.paused_until if chosen else None,
        "items": [{name: item[name] for name in OF_ITEMS} | {"page": item["address"]} for item in line.items],
    }
