import pytest


@pytest.fixture(autouse=True)
def files_are_kept_for_one_test(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
