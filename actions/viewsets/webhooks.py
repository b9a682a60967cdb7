"""Webhooks: what they are and how they do, and looking after them."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import Organisation
from accounts.permissions import may_look_after_people
from accounts.serializers.rows import NothingBody
from accounts.viewsets.addresses import Address
from accounts.viewsets.asked import Asked
from accounts.viewsets.idempotency import once
from accounts.viewsets.problems import refused_fields
from accounts.viewsets.resources import Resource, one_told
from accounts.viewsets.write_schema import KEY
from accounts.viewsets.writing import body_of, require
from actions import change_feed
from actions.models import Change, Webhook
from actions.serializers import webhooks as bodies
from actions.tasks import nudge_webhook

API, PAGE = Address("api-webhook", 987654321), Address("webhook", "some-organisation", 987654321)
AS_THEY_ARE = (
    "name",
    "kinds",
    "words_up_to",
    "position",
    "failures",
    "next_try_at",
    "paused_at",
    "pause_reason",
)
# An answer that holds a secret is not kept, so it can't be given twice.
NO_KEY = ()
FARTHER = "The feed does not reach that far: its last place is {}."


def tell(found, asked):
    return [
        {
            "id": row.id,
            "url": API.of(row.id),
            "page": PAGE.of(row.organisation_slug, row.id),
            "organisation": row.organisation_slug,
            "sends_to": row.sends_to,
            "inspection": row.inspection_id,
            **{name: getattr(row, name) for name in AS_THEY_ARE},
        }
        for row in found
    ]


WEBHOOKS = Resource(
    name="webhooks",
    one="webhook",
    words="Other systems that are told of changes: for leads of the organisation.",
    rows=lambda asked: Webhook.objects.visible_to(asked.user),
    tell=tell,
    columns={name: name for name in ("id", "inspection_id", *AS_THEY_ARE)}
    | {"sends_to": "url", "organisation_slug": "organisation__slug"},
    serializer=bodies.WebhookSerializer,
)


def described(summary, body, operation, answer=bodies.WebhookSerializer, status=200, parameters=(KEY,)):
    return extend_schema(
        summary=summary,
        operation_id=operation,
        request=body,
        responses={status: answer},
        parameters=list(parameters),
        tags=["webhooks"],
    )


def _found(request, pk):
    return get_object_or_404(Webhook.objects.visible_to(request.user).select_related("organisation"), pk=pk)


def _told(request, webhook):
    at = timezone.now()
    return one_told(WEBHOOKS, Asked(request.user, at, timezone.localdate(at)), webhook.pk)


def _with_secret(webhook, secret, status):
    told = {"id": webhook.pk, "url": API.of(webhook.pk), "secret": secret}
    return Response(told, status=status, headers={"Location": told["url"]})


def _place(position):
    change_feed.place()
    last = Change.objects.last_position()
    if position is not None and position > last:
        raise refused_fields({"position": FARTHER.format(last)})
    return last if position is None else position


def _fill(webhook, told):
    for name, value in told.items():
        setattr(webhook, "url" if name == "sends_to" else name, value)


class AddWebhookView(APIView):
    @described(
        "Add a webhook", bodies.NewWebhookBody, "organisations_add_webhook",
        bodies.WebhookWithSecretSerializer, 201, NO_KEY,
    )  # fmt: skip
    def post(self, request, pk):
        """Answers with its secret, which is told this once."""
        organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
        require(may_look_after_people(request.user, organisation))
        told = body_of(bodies.NewWebhookBody, request, organisation=organisation).validated_data
        position = _place(told.pop("position", None))
        webhook = Webhook(organisation=organisation)
        _fill(webhook, told)
        secret = webhook.add(request.user, timezone.now(), position)
        nudge_webhook(webhook)
        return _with_secret(webhook, secret, 201)


class ChangeWebhookView(APIView):
    @described("Change a webhook", bodies.ChangedWebhookBody, "webhooks_change")
    @once
    def post(self, request, pk):
        """What is left out stays as it is."""
        webhook = _found(request, pk)
        context = {"organisation": webhook.organisation}
        told = body_of(bodies.ChangedWebhookBody, request, **context).validated_data
        _fill(webhook, told)
        webhook.save()
        return _told(request, webhook)


class ReplayWebhookView(APIView):
    @described("Send again from a place on", bodies.ReplayBody, "webhooks_replay")
    @once
    def post(self, request, pk):
        """Goes back, or on, to a place in the changes feed: what stands behind it is sent next."""
        webhook = _found(request, pk)
        webhook.replay(_place(body_of(bodies.ReplayBody, request).validated_data["position"]), timezone.now())
        nudge_webhook(webhook)
        return _told(request, webhook)


class RotateWebhookView(APIView):
    @described(
        "Make a new secret", NothingBody, "webhooks_rotate",
        bodies.WebhookWithSecretSerializer, parameters=NO_KEY,
    )  # fmt: skip
    def post(self, request, pk):
        """The one before signs beside it for 24 hours more."""
        webhook = _found(request, pk)
        body_of(NothingBody, request)
        return _with_secret(webhook, webhook.rotate(timezone.now()), 200)


class PauseWebhookView(APIView):
    @described("Pause a webhook", NothingBody, "webhooks_pause")
    @once
    def post(self, request, pk):
        """Nothing is sent until it goes on, and nothing is lost meanwhile."""
        webhook = _found(request, pk)
        body_of(NothingBody, request)
        webhook.pause(timezone.now(), "A lead has paused it.")
        return _told(request, webhook)


class ResumeWebhookView(APIView):
    @described("Let a webhook go on", NothingBody, "webhooks_resume")
    @once
    def post(self, request, pk):
        """From where it stopped."""
        webhook = _found(request, pk)
        body_of(NothingBody, request)
        webhook.resume()
        nudge_webhook(webhook)
        return _told(request, webhook)


class PingWebhookView(APIView):
    @described("Send a test message", NothingBody, "webhooks_ping")
    @once
    def post(self, request, pk):
        """One try, also while it is paused; its page shows what came of it."""
        webhook = _found(request, pk)
        body_of(NothingBody, request)
        webhook.ask_for_ping()
        nudge_webhook(webhook)
        return _told(request, webhook)


class RemoveWebhookView(APIView):
    @extend_schema(
        summary="Remove a webhook",
        operation_id="webhooks_remove",
        request=None,
        responses={204: None},
        tags=["webhooks"],
    )
    def delete(self, request, pk):
        """Nothing is sent to it any more, and what was tried is forgotten."""
        _found(request, pk).delete()
        return Response(status=204)


DEEDS = {
    "change": ChangeWebhookView,
    "replay": ReplayWebhookView,
    "rotate": RotateWebhookView,
    "pause": PauseWebhookView,
    "resume": ResumeWebhookView,
    "ping": PingWebhookView,
    "remove": RemoveWebhookView,
}
