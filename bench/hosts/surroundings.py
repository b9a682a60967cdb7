"""What the hosts share: PostgreSQL, Redis, a store of files and nginx, on the address of the services."""

import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import boto3

from bench.hosts.network import ADDRESSES, SERVICES, A, B
from bench.kills import PostgreSQL
from config.launcher import port
from config.launcher.orphans import ending_with_parent
from tests.parts.postgresql import programs

ROOT = Path(__file__).resolve().parents[2]
HERE = ADDRESSES[SERVICES]
NAME = "followthrough.example.gov.uk"
BUCKET = "followthrough"
ANSWERS_WITHIN = 30


class SharedPostgreSQL(PostgreSQL):
    """On the network, where nobody is asked for a password."""

    def __init__(self, address=HERE):
        self._address = address

    def start(self):
        access = self._folder / "data" / "pg_hba.conf"
        rule = f"host all all {self._address}/24 trust\n"
        if rule not in access.read_text():
            access.write_text(access.read_text() + rule)
        settings = [
            f"listen_addresses={self._address}",
            f"unix_socket_directories={self._folder}",
            "max_connections=200",
        ]
        words = [word for option in settings for word in ("-c", option)]
        self._server = self._run([str(programs() / "postgres"), "-D", str(self._folder / "data"), *words])
        self.wait()

    def __enter__(self):
        super().__enter__()
        return f"postgres://followthrough@{self._address}:5432/followthrough"


@contextmanager
def running(command, number, log, address=HERE):
    with log.open("ab") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=output, stdin=subprocess.DEVNULL, preexec_fn=ending_with_parent()
        )
    give_up_at = time.monotonic() + ANSWERS_WITHIN
    while not port.accepts(address, number):
        if process.poll() is not None or time.monotonic() > give_up_at:
            raise SystemExit(f"{command[0]} did not start: {log.read_text()[-2000:]}")
        time.sleep(0.1)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def redis(folder, address=HERE):
    command = ["redis-server", "--bind", address, "--port", "6379", "--protected-mode", "no", "--save", ""]
    return running([*command, "--dir", str(folder)], 6379, folder / "redis.log", address)


@contextmanager
def store(folder):
    """Answers FILES_URL."""
    key, secret = "a-key", "a/secret"
    command = [str(Path(sys.executable).with_name("moto_server")), "-H", HERE, "-p", "9000"]
    with running(command, 9000, folder / "store.log"):
        names = {"aws_access_key_id": key, "aws_secret_access_key": secret, "region_name": "us-east-1"}
        boto3.client("s3", endpoint_url=f"http://{HERE}:9000", **names).create_bucket(Bucket=BUCKET)
        yield f"s3://{key}:{quote(secret, safe='')}@{HERE}:9000/{BUCKET}?tls=false"


def nginx(folder):
    """deploy/nginx.conf with both hosts, and once more on a port for each host alone."""
    site = (ROOT / "deploy" / "nginx.conf").read_text().replace("@NAME@", NAME)
    for name in ("certificate", "key"):
        site = site.replace(f"/etc/followthrough/tls/{name}.pem", str(folder / f"{name}.pem"))
    upstream, servers = site.split("server {", 1)
    single = "server 127.0.0.1:8000 max_fails=1 fail_timeout=5s;"
    hosts = {name: single.replace("127.0.0.1", ADDRESSES[name]) for name in (A, B)}
    assert single in upstream
    text = upstream.replace(single, "\n    ".join(hosts.values())) + "server {" + servers
    for number, (name, line) in enumerate(hosts.items(), 8441):
        only = servers.split("server {", 1)[1].replace("443 ssl", f"{number} ssl")
        text += f"upstream {name} {{ {line} }}\nserver {{{only}".replace(
            "http://followthrough", f"http://{name}"
        )
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;\n"
        f"events {{}}\nhttp {{ access_log {folder}/access.log; client_body_temp_path {folder}/body;\n"
        f"proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u;\n"
        f"scgi_temp_path {folder}/s;\n{text}}}\n"
    )
    return running(["nginx", "-c", str(folder / "nginx.conf")], 443, folder / "nginx.out")
