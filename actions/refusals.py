"""Why a verb did not happen. Each carries one sentence for the person who tried.

Wrong or missing fields are a plain `ValidationError` with the fields' names.
"""

from django.core.exceptions import PermissionDenied


class Refused(Exception):
    """The rules don't let this happen to the action as it now stands."""


class NotAllowed(Refused, PermissionDenied):
    """This person may not do it."""


class Overtaken(Refused):
    """Somebody else has saved it since it was read."""


class AppendOnly(TypeError):
    """Code tried to change or remove what is only ever added to. A fault of the code, not of a person."""


class Conflict(Refused):
    """Something was recorded meanwhile: the words were based on row `based_on`, the last is now `number`."""

    def __init__(self, sentence, action, based_on):
        super().__init__(sentence)
        self.action = action
        self.based_on = based_on
        self.number = action.ledger_number

    def since(self, user):
        """The rows that came in between, as far as this person may see them."""
        return self.action.updates.visible_to(user).filter(number__gt=self.based_on)
