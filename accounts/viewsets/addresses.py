from django.conf import settings
from django.urls import reverse


def absolute(path):
    """Permanent, and the same by whatever name of this host somebody asks."""
    return f"{settings.PUBLIC_URL}{path}"


class Address:
    """An address with gaps, asked of the routes once: to ask for every row would take as long as the row.

    `samples` fill the gaps of the route for that one time; each must be unlike anything else in the address.
    """

    def __init__(self, route, *samples):
        self.route, self.samples, self.pattern = route, samples, None

    def of(self, *values):
        return self.form()(*values)

    def form(self):
        """A function of what fills the gaps, for pages of many rows."""
        if self.pattern is None:
            path = reverse(self.route, args=self.samples)
            for sample in self.samples:
                path = path.replace(str(sample), "{}")
            self.pattern = path
        return f"{settings.PUBLIC_URL}{self.pattern}".format
