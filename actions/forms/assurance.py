from django import forms

from accounts.date_input import KnownDay
from actions.forms.evidence import EvidenceForm
from actions.forms.verb import INCOMPLETE, VerbForm, words_field
from actions.statuses import Kind
from inspections.timescales import add_months

MONTHS_TO_CHECK = 3


class AcceptForm(VerbForm):
    """Carries the checksums of the evidence on the page: nobody accepts what they did not see."""

    kind = Kind.ACCEPTED

    evidence_seen = forms.CharField(
        widget=forms.HiddenInput, required=False, error_messages={"required": INCOMPLETE}
    )
    check_on = KnownDay(
        label="When should somebody check that it has held?",
        help_text="Three months from now unless you choose another day.",
    )
    note = words_field("What convinced you?", required=False)

    field_order = ["check_on", "note"]

    def __init__(self, *args, action, on, **more):
        starts = {
            "check_on": add_months(on, MONTHS_TO_CHECK),
            "evidence_seen": " ".join(sorted(set(action.evidence_sha256s()))),
        }
        more["initial"] = starts | (more.get("initial") or {})
        super().__init__(*args, action=action, on=on, **more)

    def clean_evidence_seen(self):
        return self.cleaned_data["evidence_seen"].split()

    def fill(self, typed):
        """Words come back; what was seen is what is on the page now."""
        seen = self.initial["evidence_seen"]
        super().fill(typed)
        self.initial["evidence_seen"] = seen


class SendBackForm(VerbForm):
    kind = Kind.RETURNED

    note = words_field("What is missing?", help_text="The owner reads this and goes on from it.")


class SustainedForm(EvidenceForm):
    kind = Kind.SUSTAINED

    note = words_field("What did you check, and what did you find?")
    check_on = KnownDay(
        label="Check again on",
        required=False,
        help_text="Leave this empty if no further check is needed.",
    )

    field_order = ["note", "check_on"]


class LapseForm(EvidenceForm):
    kind = Kind.LAPSED

    note = words_field("What has not held?", help_text="The action is then in progress again.")
