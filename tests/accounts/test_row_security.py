"""PostgreSQL is told whose rows a request may see, and no request is left with what another was told."""

import threading
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from accounts.models import ApiToken, Organisation, Post, User
from accounts.row_security.middleware import ScopeMiddleware
from accounts.row_security.scopes import EVERYTHING, PUBLIC, Scope, current, everything, take, within
from config.celery import celery_app
from tests.application_role import ROLE, working_as
from tests.factories import make_member, make_organisation, make_post

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def as_application():
    with working_as(ROLE):
        yield


@pytest.fixture
def two():
    return make_organisation("Westmarch Council"), make_organisation("Thornwick Council")


def titles():
    return set(Post.objects.values_list("title", flat=True))


def of(organisation, person=None):
    return Scope(organisations=(organisation.pk,), person=person)


def test_a_request_sees_its_own_organisations_and_the_next_one_on_the_same_connection_its_own(two):
    for organisation in two:
        make_post(organisation, f"Head, {organisation}")
    for organisation in (*two, *two):
        with within(of(organisation)):
            assert titles() == {f"Head, {organisation}"}
            connection.close()  # given back to the pool, and taken from it again
            assert titles() == {f"Head, {organisation}"}
    connection.close()
    with within(PUBLIC):
        assert titles() == set()


def test_a_thread_that_nobody_told_anything_sees_what_is_public(two, monkeypatch):
    from accounts.row_security import scopes

    monkeypatch.setitem(scopes._of_this_process, "scope", PUBLIC)
    make_post(two[0], "Head")
    seen = []

    def look():
        seen.append(titles())
        connection.close()

    thread = threading.Thread(target=look)
    with within(EVERYTHING):
        thread.start()
        thread.join()
        assert titles() == {"Head"}
    assert seen == [set()]


def test_what_is_rolled_back_takes_no_scope_with_it(two):
    make_post(two[0], "Head")
    with within(of(two[0])):
        with pytest.raises(DatabaseError), transaction.atomic(), within(of(two[1])):
            assert titles() == set()
            Organisation.objects.create(name=two[1].name, slug="other", kind="council")
        assert titles() == {"Head"}
        with transaction.atomic(), everything():
            transaction.set_rollback(True)
        assert titles() == {"Head"}


def answer(view, **cookies):
    request = RequestFactory().get("/")
    if cookies:
        with everything():
            request.user = User.objects.get(email="lead@westmarch.example")
    request.COOKIES.update(cookies)
    return ScopeMiddleware(view)(request)


def test_rows_read_after_the_view_returned_are_read_as_the_one_who_asked(two, settings):
    make_member(two[0], "lead", email="lead@westmarch.example")
    for organisation in two:
        make_post(organisation, f"Head, {organisation}")

    def rows():
        for title in Post.objects.values_list("title", flat=True).iterator(chunk_size=1):
            yield title.encode()

    with within(PUBLIC):
        response = answer(
            lambda request: StreamingHttpResponse(rows()), **{settings.SESSION_COOKIE_NAME: "any"}
        )
        assert current() == PUBLIC
        assert b"".join(response) == b"Head, Westmarch Council"
        assert current() == PUBLIC
        half_read = answer(
            lambda request: StreamingHttpResponse(rows()), **{settings.SESSION_COOKIE_NAME: "any"}
        )
        next(iter(half_read))
        half_read.close()
        assert current() == PUBLIC
        assert titles() == set()


def test_a_view_that_fails_leaves_nothing_behind():
    def fails(request):
        take(EVERYTHING)
        raise ZeroDivisionError

    with within(PUBLIC):
        with pytest.raises(ZeroDivisionError):
            answer(fails)
        assert current() == PUBLIC


def test_visitors_cost_no_look_at_who_they_are(django_assert_num_queries):
    with django_assert_num_queries(0):
        answer(lambda request: HttpResponse(str(current())))


def test_a_task_is_about_all_organisations(two):
    make_post(two[0], "Head")
    seen = []

    @celery_app.task(name="a test")
    def task():
        seen.append(titles())

    with within(PUBLIC):
        task()
    assert seen == [{"Head"}]


def test_a_token_reaches_its_organisation_alone(two):
    person = make_member(two[0], "lead", email="lead@westmarch.example")
    two[1].give_role(person, "lead")
    for organisation in two:
        make_post(organisation, f"Head, {organisation}")
    at = timezone.now()
    token = ApiToken(user=person, organisation=two[0], name="Pull", expires_at=at + timedelta(days=1))
    secret = token.issue(at)
    with within(PUBLIC):
        found = Client().get("/api/v1/posts/", headers={"authorization": f"Bearer {secret}"})
        assert current() == PUBLIC
    assert {post["title"] for post in found.json()["results"]} >= {"Head, Westmarch Council"}
    assert "Thornwick" not in found.content.decode()


def test_rules_hold_from_the_moment_they_are_there_though_no_process_was_started_anew(two, settings):
    settings.ROW_SECURITY = False
    call_command("database_roles", stdout=StringIO())
    make_post(two[0], "Head")
    with within(of(two[1])):
        assert titles() == {"Head"}
        settings.ROW_SECURITY = True
        call_command("database_roles", stdout=StringIO())
        assert titles() == set()
    with within(of(two[0])):
        assert titles() == {"Head"}


def test_nobody_writes_what_another_council_owns(two):
    theirs = make_post(two[1], "Head of Service")
    with within(of(two[0])), pytest.raises(Exception, match="row-level security"), transaction.atomic():
        Post.objects.create(organisation=two[1], title="Head")
    with within(of(two[0])):
        assert Organisation.objects.filter(pk=two[1].pk).update(name="Other") == 0
        assert Post.objects.filter(pk=theirs.pk).delete()[0] == 0
    assert Post.objects.filter(pk=theirs.pk).exists()
