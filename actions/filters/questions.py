"""What a list of actions is narrowed by, for the pages and the API alike."""

from django.db.models import Exists, OuterRef, Q

from actions.models import ProgressUpdate

WITHOUT = "none"


class ActionQuestions:
    """Methods of a filter set whose `on` is the day the list speaks of."""

    def with_words(self, queryset, name, value):
        for word in value.split():
            queryset = queryset.filter(
                Q(title__icontains=word)
                | Q(task__icontains=word)
                | Q(good_looks_like__icontains=word)
                | Q(area__words__icontains=word)
            )
        return queryset

    def in_bucket(self, queryset, name, value):
        return queryset.in_bucket(value, self.on)

    def rated(self, queryset, name, value):
        return queryset.rated(value, self.on)

    def owned_by(self, queryset, name, value):
        owner = queryset.position_name("owner_id")
        return queryset.filter(**({f"{owner}__isnull": True} if value == WITHOUT else {owner: value}))

    def of_timescale(self, queryset, name, value):
        return queryset.filter(area__timescale="" if value == WITHOUT else value)

    def naming(self, queryset, name, value):
        return queryset.filter(area__bodies__name=value)

    def changed(self, queryset, name, value):
        since = ProgressUpdate.objects.filter(
            action=OuterRef("pk"), happened_on__gt=value, happened_on__lte=self.on
        )
        return queryset.filter(Exists(since))
