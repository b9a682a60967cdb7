"""The pages of requests that can't be answered."""

import errno

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpResponse, HttpResponseNotAllowed, StreamingHttpResponse
from django.test import Client
from django.urls import path, reverse

from config import errors
from config.urls import handler400, handler403, handler404, handler429, handler500
from config.urls import urlpatterns as site

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500"]


def refuse(error):
    def view(request):
        raise error

    return view


def answer(status, **headers):
    return lambda request: HttpResponse(status=status, headers=headers)


urlpatterns = [
    *site,
    path("odd/", refuse(SuspiciousOperation("odd"))),
    path("too-big/", refuse(RequestDataTooBig("big"))),
    path("not-yours/", refuse(PermissionDenied())),
    path("not-your-own/", refuse(PermissionDenied("An action can't be accepted by the post that owns it."))),
    path("broken/", refuse(ZeroDivisionError())),
    path("disk-full/", refuse(OSError(errno.ENOSPC, "No space left on device"))),
    path("database-full/", refuse(OperationalError("database or disk is full"))),
    path("no-such-file/", refuse(FileNotFoundError(errno.ENOENT, "No such file"))),
    path("conflict/", answer(409)),
    path("slow-down/", answer(429, **{"Retry-After": "60"})),
    path("only-post/", lambda request: HttpResponseNotAllowed(["POST"])),
    path("own-words/", lambda request: HttpResponse("<h1>Mine</h1>", status=409)),
    path("stream/", lambda request: StreamingHttpResponse(iter([b"x"]), status=409)),
    path("api/conflict/", answer(409)),
]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.mark.parametrize(
    ("address", "status", "heading"),
    [
        ("/odd/", 400, "This request can&#x27;t be understood"),
        ("/not-yours/", 403, "You can't do this"),
        ("/nowhere/", 404, "Page not found"),
        ("/only-post/", 405, "This address can't be used that way"),
        ("/conflict/", 409, "Somebody else was quicker"),
        ("/too-big/", 413, "This is too large"),
        ("/slow-down/", 429, "Too many attempts"),
        ("/broken/", 500, "Sorry, something went wrong"),
        ("/no-such-file/", 500, "Sorry, something went wrong"),
        ("/disk-full/", 503, "Sorry, nothing can be saved at the moment"),
        ("/database-full/", 503, "Sorry, nothing can be saved at the moment"),
    ],
)
def test_every_refusal_has_a_page_with_one_heading_and_its_status(address, status, heading):
    page = Client(raise_request_exception=False).get(address)
    words = page.content.decode()
    assert page.status_code == status
    assert words.count("<h1") == 1
    assert heading.replace("&#x27;", "'") in words
    assert "<title>" in words
    assert "Skip to main content" in words


def test_a_reason_given_to_people_is_shown(client):
    page = client.get("/not-your-own/")
    assert "can&#x27;t be accepted by the post that owns it" in page.content.decode()


def test_headers_that_belong_to_the_answer_are_kept(client):
    assert client.get("/slow-down/")["Retry-After"] == "60"
    assert client.get("/only-post/")["Allow"] == "POST"


def test_an_answer_with_words_of_its_own_is_left_alone(client):
    assert client.get("/own-words/").content == b"<h1>Mine</h1>"
    assert client.get("/stream/").getvalue() == b"x"


@pytest.mark.parametrize(("address", "status"), [("/api/nowhere/", 404), ("/api/conflict/", 409)])
def test_a_program_gets_json(client, address, status):
    answered = client.get(address)
    assert answered.status_code == status
    assert answered.json()["detail"]


def test_a_form_without_its_token_is_explained():
    page = Client(enforce_csrf_checks=True).post("/privacy/")
    assert page.status_code == 403
    assert "This form was open too long" in page.content.decode()


def test_a_form_larger_than_allowed_is_refused_before_anything_reads_it(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = "t" * 32
    page = client.post("/privacy/", {"note": "x" * 1001})
    assert page.status_code == 413
    assert "smaller file" in page.content.decode()


def test_the_page_of_our_own_mistake_asks_no_database(django_assert_num_queries, rf):
    with django_assert_num_queries(0):
        assert errors.server_error(rf.get("/")).status_code == 500


def test_our_own_mistake_is_said_in_plain_text_when_no_stylesheet_was_collected(settings, rf, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    page = errors.server_error(rf.get("/"))
    assert page.status_code == 500
    assert b"Sorry, something went wrong" in page.content


NOTE = "Rota <agreed> with the night staff."
SENT = {
    "note": NOTE,
    "4-good_looks_like": "Nobody waits.",
    "status": "done",
    "new_password": "a b c",
    "day": "12",
}


@pytest.mark.parametrize("address", ["/database-full/", "/broken/"])
def test_a_page_that_could_not_take_what_was_typed_gives_it_back(address):
    page = Client(raise_request_exception=False).post(address, SENT).content.decode()
    assert "Rota &lt;agreed&gt; with the night staff.</textarea>" in page
    assert ">Good looks like</label>" in page
    assert page.count("<textarea") == 2


def test_a_page_that_got_nothing_has_nothing_to_give_back():
    client = Client(raise_request_exception=False)
    for page in (client.get("/broken/", SENT), client.post("/broken/", {"status": "done"})):
        assert "What you typed" not in page.content.decode()


def test_a_form_without_its_token_gives_the_words_back():
    page = Client(enforce_csrf_checks=True).post("/privacy/", SENT)
    assert page.status_code == 403
    assert "Nobody waits.</textarea>" in page.content.decode()


def test_whoever_was_signed_out_while_writing_gets_the_words_back_and_the_way_to_sign_in():
    address = reverse("change-name")
    page = Client().post(address, SENT)
    assert page.status_code == 403
    assert "You have been signed out" in page.content.decode()
    assert f"?next={address}" in page.content.decode()
    assert "Nobody waits.</textarea>" in page.content.decode()


def test_whoever_had_typed_nothing_is_asked_to_sign_in_as_ever():
    assert Client().post(reverse("change-name"), {"name": "Ada"}).status_code == 302
    assert Client().get(reverse("change-name")).status_code == 302
