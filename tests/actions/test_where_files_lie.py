"""Files in a folder and files in a bucket: nobody who keeps them can tell the difference."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts.backups.making import stored_files
from actions import evidence_store
from actions.models import Evidence
from config import file_address
from tests.actions.files import upload
from tests.factories import MORNING
from tests.parts.s3 import PrivateS3

LARGE = b"month;open\n" + b"July;4\n" * 200_000  # More than is kept in memory.


@pytest.fixture(scope="module")
def bucket():
    with PrivateS3() as url:
        yield url


@pytest.fixture(params=["folder", "bucket"])
def files(request, settings, tmp_path):
    settings.EVIDENCE_SCANNER, settings.MEDIA_ROOT = "", tmp_path / "files"
    if request.param == "bucket":
        keep_in(settings, request.getfixturevalue("bucket"))


def keep_in(settings, url):
    options = file_address.read(url)
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "config.s3_files.S3Files", "OPTIONS": options}
    }


def test_evidence_is_kept_found_swept_and_missed_when_it_is_lost(files, team):
    action = team.started()
    kept = evidence_store.receive(action, team.owner, MORNING, "figures.csv", upload("figures.csv", LARGE))
    action.record_progress(team.owner, MORNING, "With figures.", evidence=[kept])
    stray = default_storage.save("evidence/ab/stray", upload())

    with evidence_store.opened_for(team.owner, Evidence.objects.get()) as content:
        assert content.read() == LARGE
    assert not list(evidence_store.verify())
    assert sorted(stored_files()) == sorted([kept.file.file.name, stray])
    written = default_storage.get_modified_time(stray)
    assert evidence_store.sweep(written + timedelta(hours=25))["strays"] == 1
    assert list(stored_files()) == [kept.file.file.name]
    default_storage.delete(kept.file.file.name)
    assert evidence_store.opened_for(team.owner, Evidence.objects.get()) is None
    assert [lost.stored for lost in evidence_store.verify()] == [kept.file]


def test_what_is_not_there_is_missed_alike(files):
    assert not default_storage.exists("evidence/none")
    assert list(stored_files("nothing/here")) == []
    default_storage.delete("evidence/none")
    for ask in (default_storage.open, default_storage.size, default_storage.get_modified_time):
        with pytest.raises(FileNotFoundError):
            ask("evidence/none")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("s3://a:b@127.0.0.1:9/files?tls=false", "did not answer"),
        (None, "no such file.*NoSuchBucket"),
    ],
)
def test_a_store_that_is_not_there_fails_as_a_disk_does(settings, bucket, url, said):
    keep_in(settings, url or bucket.replace("/followthrough", "/elsewhere"))
    with pytest.raises(OSError, match=said):
        default_storage.save("evidence/ab/x", ContentFile(b"x"))
