"""A person with a browser, and a program with a token, before a service that runs: what the trials share."""

import re
import socket
import threading
import time
from collections import Counter

import requests

PATIENCE = 70  # A little less than nginx has.
PASSWORD = "three unrelated words here"
# For `manage.py shell`: a council with a person who signs in, an action of theirs and a token.
FURNISH = """
import json
from django.utils import timezone
from accounts.models import ApiToken
from tests.factories import later, make_action, make_area, make_inspection
from tests.factories import make_member, make_organisation, make_post
council = make_organisation("Westmarch County Council", slug="westmarch", has_public_site=True)
lead = make_member(council, "lead", email="lead@westmarch.example")
owner = make_member(council, "manager", email="owner@westmarch.example", password=%(password)r)
post = make_post(council, "Head of Service", holder=owner)
inspection = make_inspection(council)
at = timezone.now()
action = make_action(make_area(inspection), lead, at=at, owner=post, due_on=later(at, days=-1).date())
token = ApiToken(user=owner, organisation=council, name="Trial", expires_at=later(at, days=1))
token.scope = ApiToken.Scope.READ_WRITE
print(json.dumps({"action": action.pk, "token": token.issue(at), "email": owner.email}))
"""


def lead_to(addresses):
    """{host: IP address}: as an entry in /etc/hosts would, for this process alone."""
    ask = socket.getaddrinfo

    def answer(host, *args, **kwargs):
        return ask(addresses.get(host, host), *args, **kwargs)

    socket.getaddrinfo = answer


class Person:
    def __init__(self, base, ca=None, headers=None, origin=None):
        self.base, self.origin, self.session = base, origin or base, requests.Session()
        self.session.trust_env, self.session.verify = False, ca or True
        self.session.headers.update(headers or {})

    def get(self, path, **more):
        return self.session.get(self.base + path, timeout=PATIENCE, **more)

    def post(self, path, data, **more):
        page = self.get(path)
        fields = dict(re.findall(r'name="(csrfmiddlewaretoken)" value="([^"]+)"', page.text))
        return self.session.post(
            self.base + path, data=fields | data, headers={"Referer": self.origin + path}, timeout=30, **more
        )

    def sign_in(self, email, password=PASSWORD):
        return self.post("/sign-in/", {"login": email, "password": password}, allow_redirects=False)

    @property
    def is_signed_in(self):
        return self.get("/account/", allow_redirects=False).status_code == 200


class Program:
    def __init__(self, base, token, ca=None, headers=None):
        self.person = Person(base, ca, {"Authorization": f"Bearer {token}"} | (headers or {}))

    def number(self, action):
        return self.person.get(f"/api/v1/actions/{action}/").headers["ETag"].strip('W/"')

    def call(self, path, **body):
        session, base = self.person.session, self.person.base
        return session.post(base + path, timeout=30, **body)

    def attach(self, action, name, content):
        """Hands a file in, records progress with it; answers the id of the evidence."""
        upload = self.call(f"/api/v1/actions/{action}/uploads/", files={"file": (name, content)})
        upload.raise_for_status()
        shown = self.person.get(f"/api/v1/actions/{action}/")
        written = self.call(
            f"/api/v1/actions/{action}/record-progress/",
            json={"note": f"With {name}.", "uploads": [upload.json()["id"]]},
            headers={"If-Match": shown.headers["ETag"]},
        )
        written.raise_for_status()
        found = self.person.get(f"/api/v1/evidence/?action={action}").json()["results"]
        return next(one["id"] for one in found if one["name"] == name)

    def download(self, evidence):
        answer = self.person.get(f"/api/v1/evidence/{evidence}/file/")
        answer.raise_for_status()
        return answer.content


class Visitors:
    """Threads that read a page without pause, as long as the block lasts, and count what they are told."""

    def __init__(self, base, ca=None, path="/", threads=3):
        self.told, self.slowest, self._over = Counter(), 0.0, threading.Event()
        self._threads = [threading.Thread(target=self._read, args=(base, ca, path)) for _ in range(threads)]

    def _read(self, base, ca, path):
        person = Person(base, ca)
        while not self._over.is_set():
            began = time.monotonic()
            try:
                self.told[person.get(path).status_code] += 1
            except requests.RequestException as problem:
                self.told[type(problem).__name__] += 1
            self.slowest = max(self.slowest, time.monotonic() - began)
            time.sleep(0.02)

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        for thread in self._threads:
            thread.join()
