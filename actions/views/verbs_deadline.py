"""The pages of the deadline. Each shows how far it has slipped so far."""

from actions.forms.deadlines import DeadlineForm, ExtensionForm, GrantForm, RefuseForm
from actions.models.recording import said
from actions.views.verbs import VerbPage, view_of


def slippage(request, action, **address):
    return {"moves": [entry for entry in action.history(request.user) if "due_on" in entry.moved]}


def _has_a_deadline(action):
    return "" if action.due_on else "This action has no deadline yet. Ask the improvement lead to set one."


def _is_asked_for(action):
    return "" if action.proposed_due_on else "Nobody has asked for an extension, or it has been decided."


def _request(request, action, **address):
    """The row in which more time was asked for, as the lead may read it."""
    asked = [entry for entry in action.history(request.user) if entry.update.kind == "extension_asked"]
    return slippage(request, action) | {"asked": asked[-1] if asked else None}


ask_for_extension = view_of(
    VerbPage(
        form=ExtensionForm,
        title="Ask for more time",
        button="Ask for more time",
        said="The improvement lead has been asked. The deadline stays as it is until they decide.",
        template="actions/deadline_verb.html",
        more=slippage,
        not_now=_has_a_deadline,
    ),
    "ask-for-extension",
)
move_deadline = view_of(
    VerbPage(
        form=DeadlineForm,
        title="Move the deadline",
        button="Save the deadline",
        said=lambda update: f"The deadline is now {said(update.due_on)}.",
        template="actions/deadline_verb.html",
        more=slippage,
    ),
    "move-deadline",
)
GRANT = VerbPage(
    form=GrantForm,
    title="Decide on the extension",
    button="Grant the extension",
    said=lambda update: f"The extension was granted. The deadline is now {said(update.due_on)}.",
    template="actions/decide_extension.html",
    more=_request,
    not_now=_is_asked_for,
)
REFUSE = VerbPage(
    form=RefuseForm,
    title="Decide on the extension",
    button="Refuse the extension",
    said=lambda update: f"The extension was refused. The deadline stays {said(update.due_on)}.",
    template="actions/decide_extension.html",
    more=_request,
    not_now=_is_asked_for,
)
# One page with two buttons, so one draft.
decide_extension = view_of(GRANT, "decide-extension", methods=("GET", "HEAD"))
grant_extension = view_of(GRANT, "decide-extension")
refuse_extension = view_of(REFUSE, "decide-extension")
