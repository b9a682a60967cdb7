"""Verbs of an action's life as a thing: opened, handed over, closed, taken up again."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from accounts.models import Post
from actions.models.recording import Recording, day_it_happened
from actions.models.verbs_progress import detail
from actions.refusals import NotAllowed
from actions.statuses import Kind, Visibility
from inspections.models import Area, AreaBody


class LifeVerbs(Recording):
    @classmethod
    def open(
        cls, area, by, at, *, title, good_looks_like, task="", owner=None, due_on=None, contributors=(),
        visibility=Visibility.PUBLIC, note="", on=None,
    ):  # fmt: skip
        """A new action with the next number of its area, and row 1 of its ledger."""
        if not by.has_role(area.inspection.organisation_id, "lead"):
            raise NotAllowed("Only the improvement lead may do this.")
        with transaction.atomic():
            Area.objects.select_for_update().values_list("pk").get(pk=area.pk)
            last = cls.objects.filter(area=area).aggregate(last=Max("number"))["last"]
            action = cls(
                area=area,
                number=(last or 0) + 1,
                title=detail("title", title),
                task=detail("task", task),
                good_looks_like=detail("good_looks_like", good_looks_like),
                visibility=detail("visibility", visibility),
                owner=owner,
                due_on=due_on,
                original_due_on=due_on,
            )
            if owner is not None:
                action.must_be_able_to_own(owner)
            action.save(force_insert=True)
            if contributors:
                action.set_contributors(contributors)
            day_it_happened(on, at, None)
            update = action._row(action, Kind.OPENED, by, at, on, {}, (), note=note)
            action._write(update, action)
        action._take_over(update)
        return action

    def reassign(self, by, at, owner, note="", **how):
        def change(now):
            if owner is None or owner.pk == now.owner_id:
                raise ValidationError({"owner": "Choose a post other than the present owner."})
            now.must_be_able_to_own(owner)
            return {"owner_id": owner.pk}

        return self._record(Kind.REASSIGNED, by, at, note=note, change=change, **how)

    def not_pursue(self, by, at, note, **how):
        return self._record(
            Kind.NOT_PURSUED, by, at, note=note, change=lambda now: {"proposed_due_on": None}, **how
        )

    def reopen(self, by, at, note, **how):
        return self._record(
            Kind.REOPENED, by, at, note=note, change=lambda now: {"superseded_by_id": None}, **how
        )

    def supersede(self, by, at, superseded_by, note, **how):
        def change(now):
            if superseded_by is None or superseded_by.organisation_id != now.organisation_id:
                raise ValidationError({"superseded_by": "Choose an action of the same organisation."})
            # One at a time, or two actions could each take the other's place at once.
            now.area.inspection.organisation.lock()
            if now.pk in _line_of_successors(type(now).objects, superseded_by.pk):
                raise ValidationError({"superseded_by": "An action can't take its own place."})
            return {"superseded_by_id": superseded_by.pk, "proposed_due_on": None}

        return self._record(Kind.SUPERSEDED, by, at, note=note, change=change, **how)

    def must_be_able_to_own(self, post):
        if post.organisation_id == self.organisation_id:
            return
        if not posts_that_may_own(self.area).filter(pk=post.pk).exists():
            raise ValidationError(
                {"owner": f"{post} belongs to a body that the inspectors do not name in this area."}
            )

    def area_posts_that_may_help(self):
        return posts_that_may_help(self.area)


def _line_of_successors(actions, pk):
    """An action and those that took its place one after the other, as the database has them now."""
    line = []
    while pk is not None and pk not in line:
        line.append(pk)
        pk = actions.values_list("superseded_by", flat=True).get(pk=pk)
    return line


def posts_that_may_own(area):
    """Posts of the inspected organisation and of the bodies that the area names."""
    named = AreaBody.objects.filter(area=area, organisation__isnull=False).values("organisation")
    return Post.objects.filter(organisation=area.inspection.organisation_id) | Post.objects.filter(
        organisation__in=named
    )


def posts_that_may_help(area):
    """Posts of the inspected organisation and of the bodies that any area of the inspection names."""
    named = AreaBody.objects.filter(area__inspection=area.inspection_id, organisation__isnull=False)
    return Post.objects.filter(organisation=area.inspection.organisation_id) | Post.objects.filter(
        organisation__in=named.values("organisation")
    )
