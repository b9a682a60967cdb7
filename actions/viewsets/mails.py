"""Mails of reminders as they were sent, or not: one's own, and for leads those about their organisations."""

from types import SimpleNamespace
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework.views import APIView

from accounts import filters
from accounts.models import Organisation, User
from accounts.serializers.rows import NothingBody
from accounts.viewsets.addresses import Address
from accounts.viewsets.problems import Problem
from accounts.viewsets.resources import Resource
from accounts.viewsets.writing import body_of, require
from accounts.viewsets.written import described, told
from actions import permissions, tasks
from actions.models import Digest, DigestOrganisation
from actions.models.digests import WAITING, State
from actions.reminders import arming, sending, sweeping
from actions.reminders.told import name_for
from actions.serializers.mails import SentMailSerializer

SOME = UUID(int=987654321)
API, PAGE = Address("api-mail", SOME), Address("digest", SOME)
AS_THEY_ARE = ("id", "local_date", "state", "attempts", "sent_at", "is_possibly_repeated", "error")
OF_ITEMS = ("stage", "label", "subject", "reference", "title", "words")
NOTHING_AGAIN = "There is nothing to try again: it was sent, or is being sent."
# A mail is not sent from inside a transaction, so the answer can't be kept; each is one mail a day anyway.
NO_KEY = ()


class MailsAsked(filters.StrictFilterSet):
    organisation = filters.WordFilter(label="Address (slug) of the organisation", method="of_organisation")
    state = filters.OneOfFilter(label="How its sending went", choices=State.choices())

    def of_organisation(self, queryset, name, value):
        own = Organisation.objects.of(self.asked.user)
        pk = filters.one_named(own, "organisation", value, "organisation", slug=value)
        return queryset.filter(pk__in=DigestOrganisation.objects.filter(organisation=pk).values("digest"))


def rows(asked):
    """A token reaches one organisation: mails that speak of others alone are not told by it."""
    seen = Digest.objects.visible_to(asked.user)
    if asked.user.is_superuser:
        return seen
    about = DigestOrganisation.objects.filter(organisation__in=asked.user.organisation_ids())
    return seen.filter(pk__in=about.values("digest"))


def tell(found, asked):
    people = [SimpleNamespace(person_id=row.person_id) for row in found]
    name_for(asked.user, people)
    names = {each.person_id: each.shown_name for each in people}
    return [_told(row, names[row.person_id], asked.user) for row in found]


def _told(row, name, user):
    return {
        "url": API.of(row.id),
        "page": PAGE.of(row.id),
        "person": {"id": row.person_id, "name": name},
        **{each: getattr(row, each) for each in AS_THEY_ARE},
        "state_label": State(row.state).label,
        "next_try_at": row.next_try_at if row.state in WAITING else None,
        "items": [
            {name: item[name] for name in OF_ITEMS} | {"page": item["address"]}
            for item in row.items
            if _may_read(item, row, user)
        ],
    }


def _may_read(item, row, user):
    """Of another's mail only what concerns organisations that one looks after."""
    if user.is_superuser:
        return True
    roles = () if row.person_id == user.pk else ("lead",)
    return item["organisation"] in user.organisation_ids(*roles)


MAILS = Resource(
    name="mails",
    one="mail",
    words="Mails of reminders: your own, and for leads those that speak of their organisations.",
    rows=rows,
    tell=tell,
    columns={name: name for name in (*AS_THEY_ARE, "person_id", "next_try_at", "items")},
    serializer=SentMailSerializer,
    filters=MailsAsked,
    orderings={"local_date": ("local_date",), "id": ("pk",)},
)


class ResendMailView(APIView):
    @described("Send a mail again", NothingBody, "mails_resend", MAILS, parameters=NO_KEY)
    def post(self, request, pk):
        """One that failed or whose fate is not known. It may arrive twice, with the same Message-ID."""
        led = DigestOrganisation.objects.filter(organisation__in=Organisation.objects.led_by(request.user))
        digests = Digest.objects.visible_to(request.user).filter(pk__in=led.values("digest"))
        found = get_object_or_404(digests, pk=pk)
        body_of(NothingBody, request)
        if not arming.is_armed():
            raise Problem(422, arming.NOT_ARMED, kind="not-now")
        if not found.resend(timezone.now()):
            raise Problem(422, NOTHING_AGAIN, kind="not-now")
        if not tasks.hand_out(found.pk):
            sending.send_digest(found.pk, timezone.now)
        return told(MAILS, request, pk)


class SendNowView(APIView):
    @described("Send a person's mail now", NothingBody, "organisations_send_mail_now", MAILS,
               parameters=NO_KEY)  # fmt: skip
    def post(self, request, pk, person):
        """Today's, whatever their hour. Asked twice, or by two people, it is one mail."""
        organisation = get_object_or_404(Organisation.objects.of(request.user), pk=pk)
        require(permissions.may_look_after_reminders(request.user, organisation))
        people = User.objects.visible_to(request.user).filter(memberships__organisation=organisation)
        found = get_object_or_404(people.distinct(), pk=person)
        body_of(NothingBody, request)
        swept = sweeping.sweep(timezone.now, people=[found.pk], is_hour_ignored=True, hand_out=tasks.hand_out)
        mails = Digest.objects.visible_to(request.user).filter(person=found, local_date=timezone.localdate())
        mail = mails.first()
        faults = swept.get("faults")
        if faults or mail is None:
            nothing = [f"There is nothing to send to {found} today."]
            raise Problem(422, " ".join(faults or nothing), kind="not-now")
        return told(MAILS, request, mail.pk)
