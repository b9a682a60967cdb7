"""Reads the environment; whatever is wrong with it stops start-up with one sentence."""

import secrets
from contextlib import suppress
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from environs import Env, EnvError

from config import file_address
from config.mail import addresses as mail_addresses


def refuse(sentence):
    raise SystemExit(f"Followthrough can't start: {sentence}")


class Environment:
    def __init__(self, env_file: Path):
        self._env = Env()
        if env_file.is_file():
            self._env.read_env(str(env_file), recurse=False)

    def _read(self, reader, name, default, expected):
        try:
            return reader(name, default)
        except (EnvError, ValueError) as problem:
            refuse(f"the setting {name} is not {expected}. {problem}")

    def text(self, name, default=""):
        return self._read(self._env.str, name, default, "a text")

    def file(self, name):
        path = self.text(name)
        if path and not Path(path).is_file():
            refuse(f"{name} must name a file, and there is none at {path}.")
        return path

    def flag(self, name, default=False):
        return self._read(self._env.bool, name, default, "true or false")

    def number(self, name, default, lowest=0):
        value = self._read(self._env.int, name, default, "a whole number")
        if value < lowest:
            refuse(f"the setting {name} is {value}; it must be {lowest} or more.")
        return value

    def share(self, name, default):
        value = self._read(self._env.float, name, default, "a number from 0 to 1")
        if not 0 <= value <= 1:
            refuse(f"the setting {name} is {value}; it must be from 0 to 1.")
        return value

    def words(self, name, default=()):
        return self._read(self._env.list, name, list(default), "a list with commas between its parts")

    def networks(self, name):
        try:
            return [ip_network(word) for word in self.words(name)]
        except ValueError as problem:
            refuse(f"the setting {name} must name networks such as 10.0.0.0/8: {problem}.")

    def one_of(self, name, default, choices):
        value = self.text(name, default)
        if value not in choices:
            refuse(f"the setting {name} is '{value}'; it must be one of: {', '.join(choices)}.")
        return value

    def address(self, name, default, schemes):
        value = self.text(name, default)
        if value and value.split(":", 1)[0] not in schemes:
            refuse(f"the setting {name} must begin with one of: {', '.join(f'{s}://' for s in schemes)}.")
        return value

    def origin(self, name):
        parts = urlsplit(self.text(name))
        return f"{parts.scheme}://{parts.netloc}"

    def single_sign_on(self):
        """The one OpenID Connect provider, as allauth wants it; nothing while OIDC_CLIENT_ID is empty."""
        names = ("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_SERVER_URL")
        given = {name: self.text(name) for name in names}
        if not any(given.values()):
            return None
        for name, value in given.items():
            if not value:
                refuse(f"the setting {name} must be set too: single sign-on needs {', '.join(names)}.")
        return {
            "provider_id": "sso",
            "name": self.text("OIDC_NAME", "single sign-on"),
            "client_id": given["OIDC_CLIENT_ID"],
            "secret": given["OIDC_CLIENT_SECRET"],
            "settings": {
                "server_url": self.address("OIDC_SERVER_URL", "", ("https", "http")),
                # Entra ID doesn't say which addresses it has verified: name those it looks after itself.
                "verified_email": self.words("OIDC_EMAIL_DOMAINS"),
            },
        }

    def database(self, name, default):
        value = self.address(name, default, ("sqlite", "postgres", "postgresql"))
        try:
            return dj_database_url.parse(value)
        except ValueError as problem:
            refuse(f"the setting {name} can't be read as a database address. {problem}")

    def mail(self, name, default, timeout):
        value = self.address(name, default, mail_addresses.SCHEMES)
        try:
            return mail_addresses.read(value, timeout)
        except ValueError as problem:
            refuse(f"the setting {name} can't be read as a mail address. {problem}")

    def files(self, name):
        try:
            return file_address.read(self.text(name))
        except ValueError as problem:
            refuse(f"the setting {name} can't be read as the address of a store of files: {problem}.")


def own_secret(var_dir: Path) -> str:
    """A secret for the local edition, made once and kept where only its owner can read it."""
    path = var_dir / "secret_key"
    try:
        if not path.exists():
            var_dir.mkdir(parents=True, exist_ok=True)
            fresh = path.with_suffix(f".{secrets.token_hex(4)}")
            fresh.touch(mode=0o600)
            fresh.write_text(secrets.token_urlsafe(64))
            # Where another process made it first, theirs is the one to use.
            with suppress(FileExistsError):
                path.hardlink_to(fresh)
            fresh.unlink()
        return path.read_text()
    except OSError as problem:
        refuse(
            f"the folder {var_dir} can't be written to ({problem.strerror}). Make it writable or set VAR_DIR."
        )
