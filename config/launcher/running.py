"""`make run`: broker, web server, worker and scheduler together, until somebody stops them."""

import functools
import os
import sys
import urllib.parse

from config.launcher import broker, port, set_up, var_folder, virtualenv
from config.launcher.installation import Installation
from config.launcher.programme import Programme
from config.launcher.refusal import Refusal
from config.launcher.supervisor import Supervisor

FIRST_PAGE_WITHIN = 90
BROKER_READY_WITHIN = 20
KILLED_RUN_ENDS_WITHIN = 20


def run(installation: Installation) -> int:
    var_folder.make_usable(installation.var_dir)
    lock = var_folder.RunLock(installation.var_dir)
    lock.take(installation.address)
    try:
        port.require_free(installation.port, KILLED_RUN_ENDS_WITHIN if lock.earlier_run_was_killed else 0)
        set_up.install(installation, virtualenv.LOCAL)
        report = set_up.prepare_data(installation)
        return supervise(installation, report)
    finally:
        lock.release()


def supervise(installation: Installation, report: dict) -> int:
    with Supervisor(installation.environment(), str(installation.root)) as supervisor:
        has_broker = start_broker(installation, supervisor)
        for programme in programmes(installation, has_broker):
            if not supervisor.is_stopping:
                supervisor.start(programme)
        if supervisor.wait_until(functools.partial(port.page_answers, installation.port), FIRST_PAGE_WITHIN):
            print(welcome(installation, report), flush=True)
        elif not supervisor.is_stopping:
            supervisor.failed = True
            supervisor.say("web", f"No page answered within {FIRST_PAGE_WITHIN} s: the lines above say why.")
        supervisor.run()
        if not supervisor.failed:
            supervisor.say("", "Stopping.")
    supervisor.say("", "All of it has stopped. What was saved is kept in " + str(installation.var_dir))
    return 1 if supervisor.failed else 0


def start_broker(installation: Installation, supervisor: Supervisor) -> bool:
    if installation.redis_url:
        require_answer(installation.redis_url)
        supervisor.say("broker", "The one that REDIS_URL names.")
        return True
    path = broker.socket_path(installation.var_dir)
    broker.stop_leftover(path)
    server = broker.find_server(installation.venv)
    if server is None:
        supervisor.say(
            "broker", "None on this machine, so one plain loop does the jobs that a worker would do."
        )
        return False
    for last_try in (False, True):
        server.prepare(installation.var_dir)
        programme = Programme("broker", server.command(installation.var_dir), shows_output=False)
        supervisor.start(programme)
        if supervisor.wait_until(functools.partial(broker.answers, path), BROKER_READY_WITHIN):
            supervisor.say("broker", f"{server.program}, private to this folder, on {path}")
            return True
        supervisor.drop(programme)
        if supervisor.is_stopping or last_try:
            break
        server.set_files_aside(installation.var_dir)
        supervisor.say(
            "broker", "It could not start with its earlier files and tries again without. Nothing is lost."
        )
    supervisor.say("broker", f"{server.name} does not start here, so one plain loop does its jobs.")
    return False


def require_answer(redis_url: str) -> None:
    address = urllib.parse.urlsplit(redis_url)
    if address.scheme == "redis+socket":
        answered = broker.answers(address.path)
    else:
        answered = port.accepts(address.hostname or "127.0.0.1", address.port or 6379)
    if not answered:
        place = (
            address.path if address.scheme == "redis+socket" else f"{address.hostname}:{address.port or 6379}"
        )
        raise Refusal(
            f"REDIS_URL names a server at {place} and nothing answers there: start it, correct REDIS_URL, "
            "or leave it out and Followthrough brings its own."
        )


def programmes(installation: Installation, has_broker: bool) -> list[Programme]:
    python = installation.python
    gunicorn = [python, "-m", "gunicorn", "--config", "config/gunicorn.py", "config.wsgi"]
    celery = [python, "-m", "celery", "--app", "config", "--quiet"]
    web = Programme("web", [*gunicorn, "--bind", f"127.0.0.1:{installation.port}"], patience=20)
    if not has_broker:
        return [web, Programme("loop", [python, "manage.py", "run_due", "--loop"], patience=30)]
    # Celery's six lines against running as root would push the address off the screen of a container.
    celery[1:1] = ["-W", "ignore:You're running the worker with superuser"]
    worker = [*celery, "worker", "--concurrency", str(min(os.cpu_count() or 1, 4)), "--loglevel", "WARNING"]
    return [
        web,
        Programme("worker", worker, patience=30),
        Programme("beat", [*celery, "beat", "--pidfile", "", "--loglevel", "WARNING"]),
    ]


def welcome(installation: Installation, report: dict) -> str:
    lines = ["", f"Followthrough answers at {installation.address}/", ""]
    if report["sign_ins"]:
        lines += ["Sign in as somebody of the sample council:", ""]
        width = max(len(sign_in["role"]) for sign_in in report["sign_ins"])
        lines += [f"    {one['role']:<{width}}  {one['email']}" for one in report["sign_ins"]]
        lines += ["", f"    each with the password  {report['password']}", ""]
    stop = "Ctrl-C stops all of it." if sys.stdout.isatty() else "SIGINT or SIGTERM stops all of it."
    return "\n".join([*lines, f"{stop} A second `make run` starts in seconds and keeps what was saved.", ""])
