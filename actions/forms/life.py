from django import forms

from accounts.models import Post
from actions.forms.evidence import EvidenceForm
from actions.forms.verb import VerbForm, words_field
from actions.models import Action
from actions.models.verbs_life import posts_that_may_own
from actions.statuses import Kind, Visibility


class PostField(forms.ModelChoiceField):
    """Says of a post of another body whose it is, and of a vacant one that nobody holds it."""

    def __init__(self, **more):
        super().__init__(Post.objects.none(), **more)

    def offer(self, posts, organisation_id):
        self.organisation_id = organisation_id
        self.queryset = posts.select_related("organisation", "holder")

    def label_from_instance(self, post):
        return post_label(post, self.organisation_id)


def post_label(post, organisation_id):
    said = f"{post.title}, {post.organisation}" if post.organisation_id != organisation_id else post.title
    return f"{said} (vacant)" if post.is_vacant else said


class HandOverForm(VerbForm):
    kind = Kind.REASSIGNED

    owner = PostField(label="New owner", empty_label="Choose a post")
    note = words_field("What should they know?", required=False)

    field_order = ["owner", "note"]

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        others = posts_that_may_own(self.action.area).exclude(pk=self.action.owner_id)
        self.fields["owner"].offer(others, self.action.organisation_id)


class NotPursueForm(VerbForm):
    kind = Kind.NOT_PURSUED

    note = words_field("Why is it not pursued?", help_text="This stays on record.")


class ReopenForm(VerbForm):
    kind = Kind.REOPENED

    note = words_field("Why is it taken up again?")


class ActionField(forms.ModelChoiceField):
    def label_from_instance(self, action):
        return f"{action.reference} {action.title} ({action.area.inspection})"


class SupersedeForm(VerbForm):
    kind = Kind.SUPERSEDED

    superseded_by = ActionField(
        Action.objects.none(), label="Which action takes its place?", empty_label="Choose an action"
    )
    note = words_field("Reason")

    field_order = ["superseded_by", "note"]

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        others = Action.objects.visible_to(self.user).of(self.action.organisation_id)
        self.fields["superseded_by"].queryset = others.exclude(pk=self.action.pk).select_related(
            "area__inspection"
        )


class NoteForm(EvidenceForm):
    kind = Kind.NOTED

    note = words_field("Note")

    def __init__(self, *args, **more):
        more["initial"] = {"visibility": Visibility.OFFICERS} | (more.get("initial") or {})
        super().__init__(*args, **more)


class CorrectForm(VerbForm):
    """The words that should have stood in an earlier row."""

    kind = Kind.CORRECTED

    note = words_field("The right words")
    impact = words_field("The difference it has made, put right", required=False)
    withholds = forms.BooleanField(
        label="Take the old words from view",
        required=False,
        help_text="Only officers can read them then, for example because they held personal data.",
    )

    field_order = ["note", "impact", "withholds"]

    def __init__(self, *args, row, **more):
        starts = {"note": row.note, "impact": row.impact, "visibility": row.visibility}
        more["initial"] = starts | (more.get("initial") or {})
        super().__init__(*args, **more)
        self.row = row
        if not row.impact:
            del self.fields["impact"]

    def what(self):
        return super().what() | {"number": self.row.number}
