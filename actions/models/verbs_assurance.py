"""Verbs of assurance: the owner's claim, and what somebody independent says to it."""

from django.core.exceptions import ValidationError

from actions.models.recording import Recording, day_of, said
from actions.refusals import Conflict
from actions.statuses import Kind


class AssuranceVerbs(Recording):
    def claim_done(self, by, at, note, *, impact="", **how):
        def change(now):
            return {
                "confidence": "",
                "forecast_on": None,
                "proposed_due_on": None,
                "updated_on": how.get("on") or day_of(at),
            }

        return self._record(Kind.CLAIMED_DONE, by, at, note=note, impact=impact, change=change, **how)

    def accept(self, by, at, *, based_on, evidence_seen, check_on, note="", **how):
        """`based_on` and `evidence_seen` are the number and the sha256s the assurer had before them."""
        on = how.get("on") or day_of(at)

        def change(now):
            standing = sorted(set(now.evidence_sha256s()))
            if not standing:
                raise ValidationError(
                    {"evidence_seen": "There is no evidence yet. Send the claim back; say what is missing."}
                )
            if sorted(set(evidence_seen)) != standing:
                raise Conflict(
                    "The evidence is not what you were shown. Look at it again before you decide.",
                    now,
                    based_on,
                )
            if check_on is None or check_on <= on:
                raise ValidationError({"check_on": f"Give a day after {said(on)} to check that it has held."})
            return {"check_on": check_on}

        return self._record(
            Kind.ACCEPTED, by, at, note=note, based_on=based_on, change=change,
            seen_sha256s=sorted(set(evidence_seen)), **how,
        )  # fmt: skip

    def send_back(self, by, at, note, **how):
        return self._record(Kind.RETURNED, by, at, note=note, **how)

    def confirm_sustained(self, by, at, note, *, check_on=None, **how):
        """On a later day than the acceptance. `check_on` sets another check."""
        on = how.get("on") or day_of(at)

        def change(now):
            accepted = now.updates.filter(kind=Kind.ACCEPTED).order_by("-number").first()
            if on <= accepted.happened_on:
                raise ValidationError(
                    {"happened_on": f"It was accepted on {said(accepted.happened_on)}: check on a later day."}
                )
            if check_on is not None and check_on <= on:
                raise ValidationError({"check_on": "The next check has to be on a later day."})
            return {"check_on": check_on}

        return self._record(Kind.SUSTAINED, by, at, note=note, change=change, **how)

    def lapse(self, by, at, note, **how):
        return self._record(Kind.LAPSED, by, at, note=note, change=lambda now: {"check_on": None}, **how)

    def evidence_sha256s(self):
        """What stands behind the action now, by checksum."""
        attached = self.updates.values_list("attached_sha256s", flat=True)
        return [sha256 for row in attached for sha256 in row]
