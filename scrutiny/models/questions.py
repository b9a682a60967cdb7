"""What members ask about a paper or an action, and what officers answer."""

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from accounts.row_history import HistoricalRecords
from actions.models import Action
from actions.models.recording import day_of, words
from actions.refusals import NotAllowed, Overtaken, Refused
from scrutiny.models.papers import Paper

ANSWERERS = ("lead", "manager")
ASKED_BY = "A member of the committee"
OF_PAPER, OF_ACTION = "paper__inspection__organisation", "action__area__inspection__organisation"


class QuestionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Inside, everybody who reads the thing asked about; outside, what the lead has published."""
        about = Q(paper__in=Paper.objects.visible_to(user)) | Q(action__in=Action.objects.visible_to(user))
        published = about & Q(published_on__isnull=False)
        if not user.is_authenticated:
            return self.filter(published)
        if user.is_superuser:
            return self
        inside = user.organisation_ids()
        own = Q(**{f"{OF_PAPER}__in": inside}) | Q(**{f"{OF_ACTION}__in": inside})
        return self.filter(published | about & own)

    def of(self, organisation):
        return self.filter(Q(**{OF_PAPER: organisation}) | Q(**{OF_ACTION: organisation}))

    def of_paper(self, paper):
        """On the paper itself, and on the actions of its inspection."""
        return self.filter(Q(paper=paper) | Q(action__area__inspection=paper.inspection_id))

    def published(self, known_at=None):
        rows = self.filter(published_on__isnull=False)
        return rows if known_at is None else rows.filter(published_at__lte=known_at)

    def told_in(self, paper, known_at, reader):
        """What a paper frozen at the moment tells: nothing about actions that its readers may not see."""
        of_actions = Action.objects.visible_to(reader).filter(area__inspection=paper.inspection_id)
        rows = self.filter(Q(paper=paper) | Q(action__in=of_actions)).published(known_at)
        return rows.select_related("paper", "action__area__inspection__organisation")

    def outstanding(self):
        return self.filter(answered_on=None, withdrawn_on=None)


class Question(models.Model):
    """One question about one thing: a paper or an action. Outside, who asked is never said."""

    paper = models.ForeignKey(
        "scrutiny.Paper", models.PROTECT, null=True, blank=True, related_name="questions"
    )
    action = models.ForeignKey(
        "actions.Action", models.PROTECT, null=True, blank=True, related_name="questions"
    )
    words = models.TextField("the question")
    asked_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    asked_on = models.DateField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True)
    published_on = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)
    withdrawn_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()
    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["asked_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(paper__isnull=True) ^ Q(action__isnull=True), name="asked_about_one_thing"
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | ~Q(answer=""), name="published_with_its_answer"
            ),
        ]

    def __str__(self):
        return self.words[:80]

    def get_absolute_url(self):
        return reverse("question", args=[self.organisation.slug, self.pk])

    @classmethod
    def ask(cls, by, at, question, paper=None, action=None):
        asked = cls(paper=paper, action=action, asked_by=by, asked_on=day_of(at))
        asked.words = words("words", question, required=True)
        if not by.has_role(asked.organisation, "member"):
            raise NotAllowed("Questions are asked by members of scrutiny.")
        if paper is not None and paper.meeting.held_on < asked.asked_on:
            raise Refused("The meeting that this paper was for has been. Ask about the action instead.")
        asked._save(at)
        return asked

    @property
    def inspection(self):
        return self.paper.inspection if self.paper_id else self.action.area.inspection

    @property
    def organisation(self):
        return self.inspection.organisation

    @property
    def about(self):
        return self.paper.title if self.paper_id else f"action {self.action.reference} {self.action.title}"

    @property
    def is_published(self):
        return self.published_on is not None

    @property
    def is_outstanding(self):
        return self.answered_on is None and self.withdrawn_on is None

    @property
    def due_on(self):
        """The day by which an answer is of use: that of the meeting; about an action there is none."""
        return self.paper.meeting.held_on if self.paper_id else None

    def as_told(self):
        """As a paper's document has it: a member of the committee asked, whichever it was."""
        return {
            "asked_on": self.asked_on.isoformat(),
            "asked_by_post": ASKED_BY,
            "question": self.words,
            "answer": self.answer,
            "answered_on": self.answered_on.isoformat() if self.answered_on else None,
            "about": "this paper" if self.paper_id else self.about,
        }

    def may_be_answered_by(self, user):
        if not user.is_authenticated or self.withdrawn_on:
            return False
        if self.is_published:
            return user.has_role(self.organisation, "lead")
        return user.has_role(self.organisation, *ANSWERERS)

    def give_answer(self, by, at, answer, based_on):
        """Answers it, or puts the answer better: then the earlier one stays in the history."""
        if not self.may_be_answered_by(by):
            raise NotAllowed(
                "Questions are answered by leads and service managers; a published one by a lead."
            )
        self._be_unchanged(based_on)
        self.answer = words("answer", answer, required=True)
        self.answered_by, self.answered_on = by, day_of(at)
        self._save(at)

    def publish(self, by, at):
        self._lead_alone(by)
        if self.answered_on is None:
            raise Refused("A question is published with its answer, and there is none yet.")
        if not self.is_published:
            self.published_on, self.published_at = day_of(at), at
            self._save(at)

    def take_back(self, by, at):
        """Not published any more. What was frozen with it in a paper stays there."""
        self._lead_alone(by)
        self.published_on = self.published_at = None
        self._save(at)

    def may_be_withdrawn_by(self, user):
        return self.is_outstanding and user.is_authenticated and user.pk == self.asked_by_id

    def withdraw(self, by, at):
        if not self.may_be_withdrawn_by(by):
            raise NotAllowed("A question is withdrawn by who asked it, before it is answered.")
        self.withdrawn_on = day_of(at)
        self._save(at)

    def _lead_alone(self, by):
        if not by.has_role(self.organisation, "lead"):
            raise NotAllowed("Only leads publish questions and answers.")

    def _be_unchanged(self, based_on):
        if based_on != self.version:
            raise Overtaken("Somebody else has answered meanwhile. Read their answer below, then save yours.")

    def _save(self, at):
        """Saves over the row as it was read; if somebody was faster there is nothing to save over."""
        self._history_date = at
        with transaction.atomic():
            mine = type(self).objects.filter(pk=self.pk, version=self.version)
            if self.pk is not None and not mine.update(version=self.version + 1):
                raise Overtaken("Somebody else has changed this question meanwhile. Load the page again.")
            self.version += 0 if self.pk is None else 1
            self.save()
