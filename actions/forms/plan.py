"""A proposed plan under review: one part of the page for each area that has no action yet."""

from django import forms

from accounts.date_input import KnownDay
from accounts.models import Post
from actions.forms.details import good_field, title_field
from actions.forms.life import post_label
from inspections.models import AreaBody


class ProposalForm(forms.Form):
    is_wanted = forms.BooleanField(label="Open this action", required=False, initial=True)
    title = title_field()
    good_looks_like = good_field()
    owner = forms.TypedChoiceField(label="Which post owns it?", required=False, coerce=int, empty_value=None)
    due_on = KnownDay(label="Deadline", required=False)

    def __init__(self, *args, posts, **more):
        super().__init__(*args, **more)
        self.fields["owner"].choices = [("", "Nobody yet: it is decided later"), *posts]
        if self.is_bound and not self["is_wanted"].value():
            for field in self.fields.values():
                field.required = False


class PlanForms:
    """One form for each proposal. The posts are asked for once, however many areas there are."""

    def __init__(self, inspection, proposals, data=None):
        self.proposals = list(proposals)
        self.posts = _posts_by_area(inspection)
        self.forms = [self._form(proposal, data) for proposal in self.proposals]

    def _form(self, proposal, data):
        owners = self.posts[None] + self.posts.get(proposal.area.pk, [])
        starts = {name: getattr(proposal, name) for name in ("title", "good_looks_like", "due_on")}
        form = ProposalForm(
            data,
            initial=starts,
            prefix=f"area-{proposal.area.number}",
            posts=[(post.pk, label) for post, label in owners],
        )
        form.area = proposal.area
        return form

    def __iter__(self):
        return iter(self.forms)

    def is_valid(self):
        return not [form for form in self.forms if form.errors]

    def problems(self):
        for form in self.forms:
            for box in form:
                yield from ((f"Area {form.area.number}: {error}", box.error_target) for error in box.errors)

    def wanted(self):
        """(area, title, good_looks_like, due_on, owner) of each action to open."""
        posts = {post.pk: post for group in self.posts.values() for post, _ in group}
        for form in self.forms:
            values = form.cleaned_data
            if values["is_wanted"]:
                owner = posts.get(values["owner"])
                yield form.area, values["title"], values["good_looks_like"], values["due_on"], owner


def _posts_by_area(inspection):
    """{area id: [(post, label), ...]}; under None those that may own an action of any area."""
    own = inspection.organisation_id
    named = AreaBody.objects.filter(area__inspection__organisation=own, area__inspection=inspection)
    bodies = list(named.exclude(organisation=None).values_list("area", "organisation"))
    posts = Post.objects.filter(organisation__in={own, *(body for _, body in bodies)})
    by_organisation = {}
    for post in posts.select_related("organisation", "holder"):
        by_organisation.setdefault(post.organisation_id, []).append((post, post_label(post, own)))
    found = {None: by_organisation.get(own, [])}
    for area, organisation in bodies:
        if organisation != own:
            found.setdefault(area, []).extend(by_organisation.get(organisation, []))
    return found
