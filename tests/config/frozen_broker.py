"""For test_frozen_broker.py, in a process of its own: how long it takes to ask a broker that has stopped."""

import json
import os
import sys
import time

os.environ["REDIS_URL"] = sys.argv[1]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from accounts.tasks import publish, take_up_jobs  # noqa: E402

answers = []
for _ in range(2):
    began = time.monotonic()
    answers.append((publish(take_up_jobs), time.monotonic() - began))
sys.stdout.write(json.dumps(answers))
