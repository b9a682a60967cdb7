"""Who holds what in an organisation, and handing over everything that a post owns."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Organisation, User
from accounts.permissions import may_give_work, may_look_after_people, may_look_after_posts, require
from actions import hand_over
from actions.forms.hand_over import HandOverAllForm

PAGE = 50


@require_safe
@login_required
def holdings(request, slug):
    """All posts, or with ?person= those that one person holds."""
    organisation = get_object_or_404(Organisation.objects.of(request.user), slug=slug)
    posts = hand_over.holdings(organisation, request.user, timezone.localdate())
    person = _person(request, organisation)
    page = Paginator(posts.filter(holder=person) if person else posts, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "actions/holdings.html",
        {
            "organisation": organisation,
            "person": person,
            "page": page,
            "vacant": [post for post in page.object_list if post.is_vacant and post.live_count],
            "may_hand_over": may_give_work(request.user, organisation),
            "may_change_posts": may_look_after_posts(request.user, organisation),
        },
    )


def _person(request, organisation):
    """Whom the address names, for those who look after people; otherwise nobody."""
    asked = request.GET.get("person", "")
    if not (asked.isdecimal() and len(asked) < 10 and may_look_after_people(request.user, organisation)):
        return None
    return User.objects.visible_to(request.user).filter(posts__organisation=organisation, pk=asked).first()


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def hand_over_all(request, slug, pk):
    """Choose and preview; then, carrying the mark of what was shown, apply."""
    organisation = get_object_or_404(Organisation.objects.of(request.user), slug=slug)
    require(may_give_work(request.user, organisation))
    post = get_object_or_404(organisation.posts.select_related("holder"), pk=pk)
    actions = list(hand_over.actions_of(post, request.user))
    mark = hand_over.mark_of(actions)
    form = HandOverAllForm(
        request.POST if request.method == "POST" else None,
        posts=hand_over.posts_that_may_take_over(post, actions),
        organisation=organisation,
    )
    context = {
        "organisation": organisation,
        "post": post,
        "form": form,
        "actions": actions,
        "mark": mark,
        "elsewhere": hand_over.owned_elsewhere(post, request.user),
    }
    if not (actions and form.is_valid()):
        return render(request, "actions/hand_over_all.html", context)
    owner, note, seen = (form.cleaned_data[name] for name in ("owner", "note", "seen"))
    is_sure = seen == mark
    if seen and not is_sure:
        messages.error(request, "Something was recorded since you looked. Look again at what would change.")
    outcomes = hand_over.hand_over_all(
        actions, owner, request.user, timezone.now(), note, dry_run=not is_sure
    )
    refused = [outcome for outcome in outcomes if outcome.refused]
    if is_sure and not refused:
        number = len(actions)
        messages.success(request, f"{owner} owns {number} action{'s' if number != 1 else ''} more now.")
        return redirect("hand-over", slug)
    context |= {"outcomes": outcomes, "refused": refused, "owner": owner, "note": note}
    return render(request, "actions/hand_over_all.html", context)
