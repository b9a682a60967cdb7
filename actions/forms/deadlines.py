from accounts.date_input import KnownDay
from actions.forms.evidence import EvidenceForm
from actions.forms.verb import VerbForm, words_field
from actions.statuses import Kind


class ExtensionForm(EvidenceForm):
    kind = Kind.EXTENSION_ASKED

    proposed_due_on = KnownDay(label="New deadline")
    note = words_field("Why is more time needed?", help_text="The improvement lead decides by what you say.")

    field_order = ["proposed_due_on", "note"]


class ExtensionDecisionForm(VerbForm):
    note = words_field("Reason for your decision")


class GrantForm(ExtensionDecisionForm):
    kind = Kind.EXTENSION_GRANTED


class RefuseForm(ExtensionDecisionForm):
    kind = Kind.EXTENSION_REFUSED


class DeadlineForm(VerbForm):
    kind = Kind.DEADLINE_MOVED

    due_on = KnownDay(label="New deadline")
    note = words_field("Reason")

    field_order = ["due_on", "note"]

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["due_on"].label = "New deadline" if self.action.due_on else "Deadline"
