"""Migrating while others hold locks, read and write: nobody waits longer than the lock timeout."""

import threading
import time
from io import StringIO

import pytest
from django.db import connection, connections, models, transaction
from django.db.migrations.state import ProjectState

from accounts.database_roles import as_owner
from accounts.models import Post
from accounts.quiet_migrations import AddIndexConcurrently, AddUniqueConstraintConcurrently, patience
from accounts.quiet_migrations.operations import is_whole
from tests.factories import make_organisation, make_post

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

NEW_COLUMN = "ALTER TABLE accounts_post ADD COLUMN of_a_test text"
NO_COLUMN = "ALTER TABLE accounts_post DROP COLUMN IF EXISTS of_a_test"
INDEX = models.Index(fields=["title"], name="posts_of_a_test")


@pytest.fixture(autouse=True)
def migrating(transactional_db):
    """As the owner of the tables; whoever is `Elsewhere` works as the service does."""
    with as_owner():
        yield
        with connection.cursor() as cursor:
            cursor.execute(NO_COLUMN)
            cursor.execute("ALTER TABLE accounts_post DROP CONSTRAINT IF EXISTS posts_of_a_test")
            cursor.execute("DROP INDEX IF EXISTS posts_of_a_test")


class Elsewhere(threading.Thread):
    """Somebody with a connection of their own."""

    def __init__(self, work):
        super().__init__()
        self.work, self.problem = work, None
        self.start()

    def run(self):
        try:
            self.work()
        except Exception as problem:  # noqa: BLE001 - told to the test
            self.problem = problem
        finally:
            connections["default"].close()

    def end(self):
        self.join(30)
        assert self.problem is None
        assert not self.is_alive()


def holding(table, until):
    """A transaction that has read the table and goes on, as a long export does."""
    holds = threading.Event()

    def hold():
        with transaction.atomic():
            Post.objects.count()
            holds.set()
            until.wait(20)

    holder = Elsewhere(hold)
    assert holds.wait(10)
    return holder


def test_migrating_waits_briefly_and_others_no_longer_than_that(monkeypatch):
    monkeypatch.setattr(patience, "LOCK_TIMEOUT", "300ms")
    post = make_post(make_organisation(), "Head of Service")
    released, done, waits, told = threading.Event(), threading.Event(), [], []
    holder = holding("accounts_post", released)

    def read_and_write():
        while not done.is_set():
            began = time.monotonic()
            Post.objects.filter(pk=post.pk).update(title="Head")
            Post.objects.get(pk=post.pk)
            waits.append(time.monotonic() - began)

    others = Elsewhere(read_and_write)

    def migrate():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(NEW_COLUMN)

    def tell(words):
        told.append(words)
        if len(told) == 2:
            released.set()

    patience.be_brief(connection)
    patience.patiently(connection, migrate, 30, tell)
    patience.be_as_before(connection)
    done.set()
    holder.end()
    others.end()
    assert "accounts_post" in told[0]
    assert len(told) >= 2
    # 0.3 s, and what a machine with much to do adds to it.
    assert max(waits) < 2
    assert "of_a_test" in columns()


def columns():
    with connection.cursor() as cursor:
        return [
            column.name for column in connection.introspection.get_table_description(cursor, "accounts_post")
        ]


def test_what_is_no_question_of_locks_is_not_tried_again():
    tried = []

    def broken():
        tried.append(1)
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM of_a_test_that_is_not_there")

    with pytest.raises(Exception, match="does not exist"):
        patience.patiently(connection, broken, 30, print)
    assert len(tried) == 1


def test_patience_ends():
    released = threading.Event()
    holder = holding("accounts_post", released)

    def migrate():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '50ms'")
            cursor.execute(NEW_COLUMN)

    told = StringIO()
    with pytest.raises(Exception, match="lock timeout"):
        patience.patiently(connection, migrate, 0.6, told.write)
    released.set()
    holder.end()
    assert "in use" in told.getvalue()


def carry_out(operation):
    before = ProjectState.from_apps(Post._meta.apps)
    after = before.clone()
    operation.state_forwards("accounts", after)
    with connection.schema_editor(atomic=False) as editor:
        operation.database_forwards("accounts", editor, before, after)


def test_an_index_is_made_while_a_transaction_that_is_open_goes_on_and_nobody_waits():
    released = threading.Event()
    post = make_post(make_organisation(), "Head of Service")
    holder = holding("accounts_post", released)
    making = Elsewhere(as_owner()(lambda: carry_out(AddIndexConcurrently("post", INDEX))))
    began = time.monotonic()
    Post.objects.filter(pk=post.pk).update(title="Head")
    assert time.monotonic() - began < 2
    released.set()
    holder.end()
    making.end()
    assert the_index_is_whole()


def the_index_is_whole():
    with connection.schema_editor(atomic=False) as editor:
        return is_whole(editor, Post, "posts_of_a_test")


def test_an_index_that_was_interrupted_is_mended_by_running_it_again():
    organisation = make_organisation()
    twin = [make_post(organisation, "Head of Service"), make_post(make_organisation(), "Head of Service")]
    with connection.cursor() as cursor, pytest.raises(Exception, match="could not create unique index"):
        # As one that was interrupted: it is there, marked invalid.
        cursor.execute("CREATE UNIQUE INDEX CONCURRENTLY posts_of_a_test ON accounts_post (title)")
    assert the_index_is_whole() is False
    once = models.UniqueConstraint(fields=["title"], name="posts_of_a_test")
    twin[0].title = "Director"
    twin[0].save()
    carry_out(AddUniqueConstraintConcurrently("post", once))
    assert the_index_is_whole()
    carry_out(AddUniqueConstraintConcurrently("post", once))
    assert the_index_is_whole()
