from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connections
from django.urls import reverse

from accounts.models import Post
from tests.accounts.people import signed_in, words_of
from tests.factories import make_member, make_organisation, make_post
from tests.query_growth import assert_same_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def west():
    return make_organisation("Westmarch County Council", slug="westmarch")


@pytest.fixture
def lead(west):
    return signed_in(make_member(west, "lead", name="Lena Lead"))


def line(organisation, *titles):
    """Posts from the top down, each reporting to the one before."""
    posts = []
    for title in titles:
        posts.append(make_post(organisation, title, reports_to=posts[-1] if posts else None))
    return posts


def at(name, *args):
    return reverse(name, args=["westmarch", *args])


def test_a_post_can_report_to_any_but_itself_and_those_below_it(west):
    director, head, manager = line(west, "Director", "Head", "Manager")
    for below in (director, head, manager):
        with pytest.raises(ValidationError, match="already reports to Director"):
            director.place(reports_to=below)
        director.refresh_from_db()
        assert director.reports_to is None
    manager.place(reports_to=director)
    director.place(reports_to=None)


def test_a_circle_is_refused_at_any_depth(west):
    posts = line(west, *(f"Level {number}" for number in range(40)))
    with pytest.raises(ValidationError):
        posts[0].place(reports_to=posts[-1])


def test_a_post_reports_only_to_posts_of_its_own_organisation(west):
    ours, theirs = make_post(west), make_post(make_organisation())
    with pytest.raises(ValidationError, match="of the same organisation"):
        ours.place(reports_to=theirs)


def test_an_object_read_before_somebody_elses_change_makes_no_circle(west):
    one, other = make_post(west, "One"), make_post(west, "Other")
    stale_one, stale_other = Post.objects.get(pk=one.pk), Post.objects.get(pk=other.pk)
    one.place(reports_to=other)
    with pytest.raises(ValidationError):
        stale_other.place(reports_to=stale_one)


@pytest.mark.django_db(transaction=True)
def test_two_leads_at_once_make_no_circle(west):
    one, other = make_post(west, "One"), make_post(west, "Other")

    def place(post, above):
        try:
            Post.objects.get(pk=post).place(reports_to=Post.objects.get(pk=above))
        except ValidationError:
            return "refused"
        else:
            return "placed"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(place, [one.pk, other.pk], [other.pk, one.pk]))
    assert sorted(answers) == ["placed", "refused"]


def test_only_leads_managers_and_assurers_hold_posts_and_only_where_they_work(west):
    post = make_post(west)
    for role in ("lead", "manager", "assurer"):
        post.place(holder=make_member(west, role))
    for stranger in (
        make_member(west, "member"),
        make_member(west, "viewer"),
        make_member(make_organisation(), "lead"),
    ):
        with pytest.raises(ValidationError, match="Give them a role first"):
            post.place(holder=stranger)


def test_a_vacant_post_escalates_to_the_nearest_one_held(west):
    director, head, manager = line(west, "Director", "Head", "Manager")
    director.hand_to(make_member(west, "lead"))
    assert manager.first_held_upwards() == director
    head.hand_to(make_member(west, "manager", is_active=False))
    assert head.is_vacant and Post.objects.get(pk=manager.pk).first_held_upwards() == director
    assert set(west.posts.vacant()) == {head, manager}


def test_everybody_of_the_organisation_sees_the_tree_with_holders_and_vacancies(west):
    director, head, _ = line(west, "Director", "Head", "Manager")
    director.hand_to(make_member(west, "lead", name="Dora Director"))
    page = words_of(signed_in(make_member(west, "viewer")).get(at("posts")))
    assert page.index("Director") < page.index("Head") < page.index("Manager")
    assert "Dora Director" in page and page.count("Vacant") == 2
    assert "Add a post" not in page
    assert signed_in(make_member(make_organisation(), "lead")).get(at("posts")).status_code == 404
    assert signed_in(make_member(make_organisation(), "lead")).get(at("post", head.pk)).status_code == 404


def test_the_tree_asks_as_often_for_many_posts_as_for_one(west, lead):
    assert_same_queries(
        lead, at("posts"), lambda number: line(west, *(f"{number} {each}" for each in range(number)))
    )


def test_a_lead_adds_changes_hands_over_and_removes_a_post(west, lead):
    director = make_post(west, "Director")
    lead.post(at("add-post"), {"title": "Head", "reports_to": director.pk})
    head = Post.objects.get(title="Head", organisation=west)
    assert head.reports_to == director
    lead.post(at("edit-post", head.pk), {"title": "Head of Service", "reports_to": ""})
    head.refresh_from_db()
    assert (head.title, head.reports_to) == ("Head of Service", None)
    holder = make_member(west, "manager", name="Max Manager")
    answer = lead.post(at("hand-over-post", head.pk), {"holder": holder.pk}, follow=True)
    assert "The post Head of Service is now held by Max Manager." in words_of(answer)
    answer = lead.post(at("hand-over-post", head.pk), {"holder": ""}, follow=True)
    assert "The post Head of Service is vacant now." in words_of(answer)
    assert lead.post(at("remove-post", head.pk))["Location"] == at("posts")
    assert not Post.objects.filter(pk=head.pk).exists()


def test_refusals_are_told_on_the_form_and_keep_what_was_typed(west, lead):
    director, head = line(west, "Director", "Head")
    for address, typed, words in (
        (at("add-post"), {"title": "Head"}, "This organisation already has a post with that title."),
        (at("add-post"), {"title": "", "reports_to": head.pk}, "Enter the title of the post."),
        (at("edit-post", director.pk), {"title": "Boss", "reports_to": head.pk}, "already reports to Boss"),
        (at("edit-post", head.pk), {"title": "x" * 201}, "must be 200 characters or fewer"),
    ):
        answer = lead.post(address, typed)
        assert answer.status_code == 200 and words in words_of(answer), address
        assert f'value="{typed["title"]}"' in words_of(answer) or not typed["title"]
    assert set(Post.objects.values_list("title", flat=True)) == {"Director", "Head"}


def test_a_post_that_others_report_to_is_not_removed(west, lead):
    director, _ = line(west, "Director", "Head")
    answer = lead.post(at("remove-post", director.pk), follow=True)
    assert "Other posts report to this one" in words_of(answer)
    assert Post.objects.filter(pk=director.pk).exists()


@pytest.mark.parametrize("role", ["manager", "assurer", "member", "viewer"])
def test_nobody_but_a_lead_changes_posts(west, role):
    post, client = make_post(west), signed_in(make_member(west, role))
    for address in (
        at("add-post"),
        *(at(name, post.pk) for name in ("edit-post", "hand-over-post", "remove-post")),
    ):
        assert client.get(address).status_code == 403
        assert client.post(address, {"title": "Taken"}).status_code == 403
    assert Post.objects.get(pk=post.pk).title == post.title


def test_a_post_of_another_organisation_is_not_found_under_ones_own(west, lead):
    theirs = make_post(make_organisation())
    for name in ("post", "edit-post", "hand-over-post", "remove-post"):
        assert lead.get(at(name, theirs.pk)).status_code == 404
