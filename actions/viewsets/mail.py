"""One's own mails of reminders: on which days they come, at what hour, and a pause."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.viewsets import asked as asking
from accounts.viewsets.access import IsAuthenticated
from accounts.viewsets.idempotency import once
from accounts.viewsets.problems import refused_fields
from accounts.viewsets.write_schema import KEY
from accounts.viewsets.writing import body_of
from actions.forms.mail import MailPreferenceForm
from actions.models import MailPreference
from actions.serializers.mail import MailBody, MailSerializer, optional_stages

# As the page's form calls it, which asks for what is wanted.
RENAMED = {"wanted": "left_out", "__all__": ""}


def _own(user, today):
    own = MailPreference.objects.visible_to(user).filter(person=user.pk).first()
    return own or MailPreference(person=user, chosen_on=today)


class MailView(APIView):
    permission_classes = [IsAuthenticated]

    @extend_schema(
        summary="When you are told by mail", operation_id="me_mail", responses=MailSerializer, tags=["me"]
    )
    def get(self, request):
        """Your choices, or what is usual."""
        asking.refuse_parameters(request)
        return Response(MailSerializer(_own(request.user, timezone.localdate())).data)


class ChangeMailView(APIView):
    @extend_schema(
        summary="Choose when you are told by mail",
        operation_id="me_change_mail",
        request=MailBody,
        responses=MailSerializer,
        parameters=[KEY],
        tags=["me"],
    )
    @once
    def post(self, request):
        """What is left out stays as it is. A pause says why, and lasts half a year at most."""
        today = timezone.localdate()
        preference = _own(request.user, today)
        chosen = MailSerializer(preference).data | body_of(MailBody, request).validated_data
        form = MailPreferenceForm(_as_typed(chosen), instance=preference, today=today)
        if not form.is_valid():
            raise refused_fields(
                {
                    RENAMED.get(name, name): [str(sentence) for sentence in sentences]
                    for name, sentences in form.errors.items()
                }
            )
        return Response(MailSerializer(form.save()).data)


def _as_typed(chosen):
    """As the page would have sent it."""
    until = chosen["paused_until"]
    typed = {name: chosen[name] for name in ("rhythm", "weekdays", "hour", "pause_reason")}
    typed["wanted"] = [key for key, _ in optional_stages() if key not in chosen["left_out"]]
    if until:
        day, month, year = reversed(str(until).split("-"))
        typed |= {"paused_until_day": day, "paused_until_month": month, "paused_until_year": year}
    return typed
