"""The action's own words: when it is opened, and when a lead sharpens them later."""

from django import forms

from accounts.date_input import DateField, KnownDay
from accounts.models import Post
from actions.forms.life import PostField, post_label
from actions.forms.verb import ManyField, VerbForm, words_field
from actions.models.verbs_life import posts_that_may_help, posts_that_may_own
from actions.models.verbs_progress import TITLE_LONGEST
from actions.statuses import Kind, Visibility

WHO = forms.ChoiceField(
    label="Who may see this action?", choices=Visibility.choices(), widget=forms.RadioSelect
)


def title_field():
    return forms.CharField(
        label="Title", max_length=TITLE_LONGEST, help_text="What will be done, in one line."
    )


def good_field():
    return words_field(
        "What good looks like",
        help_text="How an inspector would see that this has been put right. The claim is judged by it.",
    )


class PostsField(ManyField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, **more):
        super().__init__(Post.objects.none(), required=False, **more)

    def offer(self, posts, organisation_id):
        self.organisation_id = organisation_id
        self.queryset = posts.select_related("organisation", "holder")

    def label_from_instance(self, post):
        return post_label(post, self.organisation_id)


class DetailsForm(VerbForm):
    """Changes leave a row in the ledger that says what the words were before."""

    kind = Kind.REWORDED

    title = title_field()
    task = words_field("What is to be done", required=False)
    good_looks_like = good_field()
    contributors = PostsField(label="Posts that help")
    visibility = WHO
    note = words_field("Why do you change it?", rows=2)

    field_order = ["title", "task", "good_looks_like", "contributors", "visibility", "note"]

    def __init__(self, *args, action, **more):
        starts = {
            "title": action.title,
            "task": action.task,
            "good_looks_like": action.good_looks_like,
            "contributors": [post.pk for post in action.contributors.all()],
        }
        more["initial"] = starts | (more.get("initial") or {})
        super().__init__(*args, action=action, **more)
        self.fields["visibility"].choices = Visibility.choices()
        helping = posts_that_may_help(action.area).exclude(pk=action.owner_id)
        self.fields["contributors"].offer(helping, action.organisation_id)

    def what(self):
        values = super().what()
        chosen = list(values.pop("contributors"))
        if {post.pk for post in chosen} != set(self.initial["contributors"]):
            values["contributors"] = chosen
        return values


class MilestoneForm(VerbForm):
    kind = Kind.REWORDED

    title = forms.CharField(label="Milestone", max_length=TITLE_LONGEST, help_text="A step on the way.")
    due_on = KnownDay(label="Due on", required=False)
    note = visibility = None

    field_order = ["title", "due_on"]

    def record(self, by, at):
        return self.action.add_milestone(by, at, **self.what())


class OpenForm(forms.Form):
    """`what()` is what the verb is told."""

    title = title_field()
    task = words_field("What is to be done", required=False)
    good_looks_like = good_field()
    owner = PostField(
        label="Which post owns it?", required=False, empty_label="Nobody yet: it is decided later"
    )
    contributors = PostsField(label="Posts that help")
    due_on = KnownDay(label="Deadline", required=False)
    visibility = WHO
    happened_on = DateField(
        label="On which day was it opened?",
        required=False,
        help_text="Leave this empty if it is today. What is recorded of it can't be older than this day.",
    )

    def __init__(self, data=None, *, area, **more):
        super().__init__(data, **more)
        organisation_id = area.inspection.organisation_id
        self.fields["owner"].offer(posts_that_may_own(area), organisation_id)
        self.fields["contributors"].offer(posts_that_may_help(area), organisation_id)

    def what(self):
        values = dict(self.cleaned_data)
        return values | {"on": values.pop("happened_on")}
