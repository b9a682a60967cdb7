"""The pages of the work: progress, the claim, notes, corrections, the action's own words."""

from django.http import Http404

from actions.forms.details import DetailsForm, MilestoneForm
from actions.forms.life import CorrectForm, NoteForm
from actions.forms.progress import ClaimForm, ProgressForm
from actions.models import ProgressUpdate
from actions.statuses import Kind
from actions.views.verbs import VerbPage, view_of

record_progress = view_of(
    VerbPage(
        form=ProgressForm,
        title="Record progress",
        button="Record progress",
        said="Your update was recorded.",
        template="actions/record_progress.html",
    ),
    "record-progress",
)
claim_done = view_of(
    VerbPage(
        form=ClaimForm,
        title="Claim it done",
        button="Claim it done",
        said="Your claim was recorded. An assurer looks at it next.",
        template="actions/claim_done.html",
    ),
    "claim-done",
)
note = view_of(
    VerbPage(form=NoteForm, title="Add a note", button="Add the note", said="The note was added."), "note"
)
reword = view_of(
    VerbPage(
        form=DetailsForm,
        title="Change the details",
        button="Save the details",
        said="The details were changed. The history says what they were before.",
    ),
    "reword",
)
add_milestone = view_of(
    VerbPage(
        form=MilestoneForm,
        title="Add a milestone",
        button="Add the milestone",
        said="The milestone was added.",
    ),
    "add-milestone",
)


def _row_to_correct(request, action, number):
    rows = ProgressUpdate.objects.visible_to(request.user).filter(action=action, words_shown=True)
    row = rows.exclude(kind=Kind.CORRECTED).filter(number=number).first()
    if row is None:
        raise Http404
    return {"row": row}


correct = view_of(
    VerbPage(
        form=CorrectForm,
        title="Correct an update",
        button="Record the correction",
        said="The correction was recorded. The old words stay, struck through.",
        template="actions/correct.html",
        form_arguments=_row_to_correct,
        more=_row_to_correct,
    ),
    "correct",
)
