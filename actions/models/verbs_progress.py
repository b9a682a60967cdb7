"""Verbs of the work: progress, notes, corrections, the action's own words."""

from django.core.exceptions import ValidationError
from django.db import transaction

from actions.models.recording import Recording, chosen, day_of, must_be_known, said, words
from actions.statuses import Confidence, Kind, Visibility

AS_BEFORE = object()
TITLE_LONGEST = 200
# The history of details keeps the whole; the row has room for several of these.
TOLD_LONGEST = 4_000


class ProgressVerbs(Recording):
    def record_progress(
        self, by, at, note, *, impact="", confidence=None, forecast_on=AS_BEFORE, milestones_done=(), **how
    ):
        """`confidence` None and `forecast_on` left out stay as before; `forecast_on=None` takes it away."""

        def change(now):
            on = how.get("on") or day_of(at)
            forecast = now.forecast_on if forecast_on is AS_BEFORE else forecast_on
            if forecast_on not in (AS_BEFORE, None) and forecast_on < on:
                raise ValidationError(
                    {"forecast_on": "A forecast looks ahead: give a day that is still to come."}
                )
            return {
                "confidence": now.confidence
                if confidence is None
                else chosen("confidence", confidence, Confidence),
                "forecast_on": forecast,
                "updated_on": on,
            }

        self._must_be_mine(milestones_done)
        with transaction.atomic():
            update = self._record(Kind.PROGRESS, by, at, note=note, impact=impact, change=change, **how)
            self._tick(milestones_done, update.happened_on)
        return update

    def _must_be_mine(self, milestones):
        if any(milestone.action_id != self.pk for milestone in milestones):
            raise ValidationError({"milestones_done": "This milestone belongs to another action."})

    def _tick(self, milestones, on):
        for milestone in milestones:
            if milestone.done_on is None:
                milestone.done_on = on
                milestone.save(update_fields=["done_on"])

    def note(self, by, at, note, **how):
        """Words or evidence that change nothing. For officers unless said otherwise."""
        how.setdefault("visibility", Visibility.OFFICERS)
        return self._record(Kind.NOTED, by, at, note=note, **how)

    def correct(self, by, at, number, note, *, impact="", withholds=False, **how):
        """Puts right the words of row `number`. `withholds`: the old words are for officers only from now on.

        Never moves the position: what was decided wrongly is put right by the verb that decides it.
        """
        wrong = self.updates.filter(number=number).first()
        if wrong is None:
            raise ValidationError({"corrects": f"This action has no row {number}."})
        if wrong.kind == Kind.CORRECTED:
            raise ValidationError(
                {"corrects": f"Row {number} is a correction. Correct row {wrong.corrects.number} again."}
            )
        how.setdefault("visibility", wrong.visibility)
        return self._record(
            Kind.CORRECTED, by, at, note=note, impact=impact, corrects=wrong, withholds=withholds, **how
        )

    def reword(self, by, at, *, note="", contributors=None, **changes):
        """Changes title, task, good_looks_like or visibility; the row says what they were before.

        Open to leads while the action is open only: what a claim is judged by must not move under it.
        """
        unknown = set(changes) - {"title", "task", "good_looks_like", "visibility", "on", "based_on"}
        if unknown:
            raise TypeError(f"reword() does not know {', '.join(sorted(unknown))}.")
        how = {name: changes.pop(name) for name in ("on", "based_on") if name in changes}
        changes = {name: detail(name, value) for name, value in changes.items()}
        told = [
            f"{self._meta.get_field(name).verbose_name.capitalize()} was: "
            f"{getattr(self, name)[:TOLD_LONGEST] or 'empty'}"
            for name, value in changes.items()
            if value != getattr(self, name)
        ]
        if contributors is not None and set(contributors) != set(self.contributors.all()):
            self.must_be_able_to_help(contributors)
            told.append(self._contributors_told())
        if not told:
            raise ValidationError("Nothing was changed, so there is nothing to record.")
        with transaction.atomic():
            update = self._record(
                Kind.REWORDED, by, at, note="\n".join([note, *told]), visibility=Visibility.OFFICERS, **how
            )
            for name, value in changes.items():
                setattr(self, name, value)
            self.save(update_fields=list(changes) or None)
            if contributors is not None:
                self.set_contributors(contributors)
        return update

    def _contributors_told(self):
        titles = ", ".join(post.title for post in self.contributors.all()) or "none"
        return f"Contributing posts were: {titles}"

    def set_contributors(self, posts):
        """Part of `open` and `reword`."""
        self.must_be_able_to_help(posts)
        self.contributors.set(posts)

    def must_be_able_to_help(self, posts):
        allowed = self.area_posts_that_may_help()
        for post in posts:
            if not allowed.filter(pk=post.pk).exists():
                raise ValidationError(
                    {"contributors": f"{post} belongs to a body that this inspection does not name."}
                )

    def add_milestone(self, by, at, title, due_on=None, **how):
        title = detail("title", title)
        must_be_known({"due_on": due_on})
        with transaction.atomic():
            said_when = f", by {said(due_on)}" if due_on else ""
            self._record(Kind.REWORDED, by, at, note=f"Milestone added: {title}{said_when}", **how)
            last = self.milestones.order_by("position").last()
            position = last.position + 1 if last else 1
            return self.milestones.create(position=position, title=title, due_on=due_on)


def detail(name, value):
    if name == "visibility":
        return chosen(name, value, Visibility)
    text = words(name, value, required=name != "task")
    if name == "title" and len(text) > TITLE_LONGEST:
        raise ValidationError({name: f"A title has at most {TITLE_LONGEST} characters. Shorten it."})
    return text
