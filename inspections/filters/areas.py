import django_filters as filters

from inspections import frameworks, timescales
from inspections.models import Area

WITHOUT = "none"


class AreaFilter(filters.FilterSet):
    """Narrows a list of areas. What it offers is what the list holds, so nothing of anybody else's shows."""

    q = filters.CharFilter(label="Words", method="with_words", max_length=200)
    section = filters.ChoiceFilter(empty_label="Any section")
    timescale = filters.ChoiceFilter(empty_label="Any timescale", null_label=None, method="of_timescale")
    kind = filters.ChoiceFilter(empty_label="Any kind")
    body = filters.ChoiceFilter(
        label="Body named", empty_label="Any body", field_name="bodies__name", distinct=True
    )
    theme = filters.ChoiceFilter(empty_label="Any theme")

    class Meta:
        model = Area
        fields = ["q", "section", "timescale", "kind", "body", "theme"]

    def __init__(self, data=None, queryset=None, **kwargs):
        super().__init__(data, queryset, **kwargs)
        rows = list(queryset.order_by().values_list("section", "timescale", "kind", "theme").distinct())
        bodies = queryset.order_by().values_list("bodies__name", flat=True).distinct()
        timescale_labels = {**dict(timescales.choices()), WITHOUT: "None given"}
        given = {timescale or WITHOUT for _, timescale, _, _ in rows}
        kinds = {kind for _, _, kind, _ in rows}
        self._offer("section", _listed(section for section, _, _, _ in rows))
        self._offer("timescale", [pair for pair in timescale_labels.items() if pair[0] in given])
        self._offer("kind", [pair for pair in frameworks.kind_choices() if pair[0] in kinds])
        self._offer("body", _listed(bodies))
        self._offer("theme", _listed(theme for _, _, _, theme in rows))

    def _offer(self, name, choices):
        # A filter that can't narrow the list is only in the way, unless an address asks for it.
        if len(choices) > 1 or (choices and name == "body") or (self.data or {}).get(name):
            self.filters[name].extra["choices"] = choices
        else:
            del self.filters[name]

    def with_words(self, queryset, name, value):
        for word in value.split():
            queryset = queryset.filter(words__icontains=word)
        return queryset

    def of_timescale(self, queryset, name, value):
        return queryset.filter(timescale="" if value == WITHOUT else value)

    @property
    def is_narrowed(self):
        return any((self.data or {}).get(name) for name in self.filters)

    def found(self):
        """A value that the list does not hold finds nothing, and the form says so: never everything."""
        return self.qs if self.form.is_valid() else self.queryset.none()


def _listed(values):
    return [(value, value) for value in sorted({value for value in values if value}, key=str.casefold)]
