import django_filters as filters

from accounts.date_input import DateField
from actions.buckets import Bucket
from actions.filters.questions import WITHOUT, ActionQuestions
from actions.rating import Rating
from inspections import timescales


class DayFilter(filters.DateFilter):
    field_class = DateField


class ActionFilter(ActionQuestions, filters.FilterSet):
    """Narrows a list of actions. It offers what the list holds (plan_offers.Offers).

    `on` is the day the list speaks of; with `as_at` the positions are those of that day.
    """

    q = filters.CharFilter(label="Words", method="with_words", max_length=200)
    bucket = filters.ChoiceFilter(
        label="Where it stands", empty_label="Anywhere", choices=Bucket.choices(), method="in_bucket"
    )
    rating = filters.ChoiceFilter(
        label="Rating", empty_label="Any rating", choices=Rating.choices(), method="rated"
    )
    owner = filters.ChoiceFilter(label="Owner", empty_label="Any owner", method="owned_by")
    section = filters.ChoiceFilter(label="Section", empty_label="Any section", field_name="area__section")
    timescale = filters.ChoiceFilter(label="Timescale", empty_label="Any timescale", method="of_timescale")
    body = filters.ChoiceFilter(label="Body named", empty_label="Any body", method="naming")
    theme = filters.ChoiceFilter(label="Theme", empty_label="Any theme", field_name="area__theme")
    changed_since = DayFilter(label="Changed since", method="changed")

    def __init__(self, data=None, queryset=None, *, on, offers, **kwargs):
        super().__init__(data, queryset, **kwargs)
        self.on = on
        self._offer("section", _listed(offers.sections))
        self._offer("timescale", _timescales(offers.timescales))
        self._offer("theme", _listed(offers.themes))
        self._offer("body", _listed(offers.bodies))
        self._offer("owner", _owners(offers))

    def _offer(self, name, choices):
        # A filter that can't narrow the list is only in the way, unless an address asks for it.
        if len(choices) > 1 or (self.data or {}).get(name):
            self.filters[name].extra["choices"] = choices
        else:
            del self.filters[name]

    @property
    def is_narrowed(self):
        if not self.form.is_valid():
            return True
        return any(value not in (None, "") for value in self.form.cleaned_data.values())

    def found(self):
        """A value that can't be understood finds nothing, and the form says so: never everything."""
        return self.qs if self.form.is_valid() else self.queryset.none()


def _listed(values):
    return [(value, value) for value in sorted(values, key=str.casefold)]


def _timescales(values):
    labels = {**dict(timescales.choices()), WITHOUT: "None given"}
    given = {value or WITHOUT for value in values}
    return [(value, label) for value, label in labels.items() if value in given]


def _owners(offers):
    named = [(str(pk), title) for pk, title in offers.posts()]
    return [(WITHOUT, "Nobody yet"), *named] if None in offers.owners else named
