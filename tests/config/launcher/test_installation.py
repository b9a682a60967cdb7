"""What the launcher reads before Django can be asked."""

import pytest

from config.launcher.installation import env_file, port_number, read_installation
from config.launcher.refusal import Refusal


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch):
    for name in ("PORT", "VAR_DIR", "REDIS_URL", "PUBLIC_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("text", ["1", "8000", "65535"])
def test_a_port_is_a_number_that_exists(text):
    assert port_number(text) == int(text)


@pytest.mark.parametrize("text", ["0", "65536", "-1", "eight", "80.5", "", "８０００", "8000 "])
def test_anything_else_is_refused_in_a_sentence_that_shows_how(text):
    with pytest.raises(Refusal, match="make run PORT=8001"):
        port_number(text)


def test_without_settings_everything_lies_in_the_checkout(tmp_path):
    found = read_installation(tmp_path)
    assert (found.var_dir, found.port, found.redis_url) == (tmp_path / "var", 8000, "")
    assert found.public_url == "http://127.0.0.1:8000"


def test_the_address_follows_the_port(tmp_path, monkeypatch):
    monkeypatch.setenv("PORT", "8001")
    assert read_installation(tmp_path).environment()["PUBLIC_URL"] == "http://127.0.0.1:8001"


def test_the_environment_comes_before_the_file(tmp_path, monkeypatch):
    (tmp_path / ".env").write_text("PORT=8005\nVAR_DIR=elsewhere\n")
    monkeypatch.setenv("PORT", "8006")
    found = read_installation(tmp_path)
    assert (found.port, found.var_dir) == (8006, tmp_path / "elsewhere")


def test_the_file_may_hold_comments_quotes_and_exports(tmp_path):
    path = tmp_path / ".env"
    path.write_text("# PORT=1\n\nexport PORT='8007'  # ours\nREDIS_URL=\"redis://x/?a=b\"\nno equals sign\n")
    assert env_file(path) == {"PORT": "8007", "REDIS_URL": "redis://x/?a=b"}


def test_a_file_that_is_no_text_is_refused(tmp_path):
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Refusal, match=r"\.env can't be read"):
        read_installation(tmp_path)


def test_children_are_not_led_astray_by_pips_own_settings(tmp_path, monkeypatch):
    monkeypatch.setenv("PIP_TARGET", "elsewhere")
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    assert not {"PIP_TARGET", "PYTHONPATH"} & set(read_installation(tmp_path).environment())


def test_children_keep_what_they_have_translated_for_the_next_to_start(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert "PYTHONDONTWRITEBYTECODE" not in read_installation(tmp_path).environment()
