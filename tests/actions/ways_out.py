"""Ways for mail to leave, for tests."""

from django.core.mail.backends.locmem import EmailBackend


class Asked(EmailBackend):
    """A provider that can be asked whether it took a mail."""

    taken = None

    def was_taken(self, message_id):
        assert message_id.startswith("<reminders.")
        return self.taken
