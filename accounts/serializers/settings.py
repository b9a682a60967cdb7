"""What a lead decides for an organisation, and the organisation itself as the operator adds it."""

from rest_framework import serializers

from accounts.models import Organisation
from accounts.working_days import PARTS


class SettingsSerializer(serializers.Serializer):
    has_public_site = serializers.BooleanField(help_text="Anybody can read what is marked public.")
    requires_second_factor = serializers.BooleanField(
        help_text="Whoever has none must set one up first; their tokens stop working until then."
    )
    calendar = serializers.ChoiceField(
        list(PARTS.items()), help_text="Bank holidays: no reminders are sent on them."
    )


class SettingsBody(SettingsSerializer):
    """What is left out stays as it is."""

    def get_fields(self):
        fields = super().get_fields()
        for field in fields.values():
            field.required = False
        return fields


class OrganisationBody(serializers.Serializer):
    name = serializers.CharField(max_length=200)
    slug = serializers.SlugField(
        max_length=80, help_text="The word for its web addresses. It can't be changed later."
    )
    kind = serializers.ChoiceField(Organisation.Kind.choices)
    ons_code = serializers.RegexField(r"^[A-Z]\d{8}$", required=False, allow_blank=True)
