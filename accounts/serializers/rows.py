"""Fields that name a row by its number, among those that the caller may choose from."""

from rest_framework import serializers

HIGHEST = 10**18


class RowField(serializers.IntegerField):
    """`choices(context)` are the rows on offer. Any other number is refused as if there were no such row."""

    def __init__(self, what, choices, **more):
        super().__init__(min_value=1, max_value=HIGHEST, **more)
        self.what, self.choices_of = what, choices

    def run_validation(self, data=serializers.empty):
        number = super().run_validation(data)
        if number is None or not isinstance(number, int):
            return number
        found = self.choices_of(self.context).filter(pk=number).first()
        if found is None:
            raise serializers.ValidationError(f"There is no such {self.what}, or you may not choose it.")
        return found


class NothingBody(serializers.Serializer):
    """For a deed that needs no words."""
