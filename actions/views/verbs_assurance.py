"""The pages of assurance: the claim and its evidence beside what good looks like."""

from actions.forms.assurance import AcceptForm, LapseForm, SendBackForm, SustainedForm
from actions.models.recording import said
from actions.statuses import Kind
from actions.views.action import evidence_of
from actions.views.verbs import VerbPage, view_of


def the_claim(request, action, **address):
    """The last claim, the acceptance after it if there is one, and all evidence with its checksums."""
    entries = action.history(request.user)
    claims = [entry for entry in entries if entry.update.kind == Kind.CLAIMED_DONE]
    acceptances = [entry for entry in entries if entry.update.kind == Kind.ACCEPTED]
    return {
        "claim": claims[-1] if claims else None,
        "acceptance": acceptances[-1] if acceptances else None,
        "evidence": evidence_of(entries, request.user),
    }


def _page(form, title, button, words):
    return VerbPage(
        form=form, title=title, button=button, said=words, template="actions/assure.html", more=the_claim
    )


accept = view_of(
    _page(
        AcceptForm,
        "Check the claim",
        "Accept the claim",
        lambda update: f"The claim was accepted. It is to be checked again on {said(update.check_on)}.",
    ),
    "accept",
)
send_back = view_of(
    _page(SendBackForm, "Send the claim back", "Send it back", "The claim was sent back to its owner."),
    "send-back",
)
confirm_sustained = view_of(
    _page(
        SustainedForm,
        "Confirm that it held",
        "Confirm that it held",
        "The improvement is confirmed as sustained.",
    ),
    "confirm-sustained",
)
lapse = view_of(
    _page(LapseForm, "It has not held", "Record that it has not held", "The action is in progress again."),
    "lapse",
)
