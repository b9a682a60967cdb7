"""Days from which others are counted."""

from rest_framework import serializers

from accounts.working_days import UNKNOWN_YEAR, is_known


def _be_known(day):
    if not is_known(day):
        raise serializers.ValidationError(UNKNOWN_YEAR)


class KnownDayField(serializers.DateField):
    """In a year whose bank holidays are known."""

    default_validators = [_be_known]
