"""The pages of an action's life: handed over, closed, taken up again."""

from actions.forms.life import HandOverForm, NotPursueForm, ReopenForm, SupersedeForm
from actions.views.verbs import VerbPage, view_of

reassign = view_of(
    VerbPage(
        form=HandOverForm,
        title="Hand over",
        button="Hand over",
        said=lambda update: f"{update.owner} owns this action now.",
    ),
    "reassign",
)
not_pursue = view_of(
    VerbPage(
        form=NotPursueForm,
        title="Stop pursuing it",
        button="Close the action without doing it",
        said="The action is closed as not pursued.",
    ),
    "not-pursue",
)
reopen = view_of(
    VerbPage(
        form=ReopenForm, title="Reopen", button="Reopen the action", said="The action is in progress again."
    ),
    "reopen",
)
supersede = view_of(
    VerbPage(
        form=SupersedeForm,
        title="Let another action take its place",
        button="Close this action",
        said=lambda update: f"{update.superseded_by} takes its place.",
    ),
    "supersede",
)
