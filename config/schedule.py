"""What recurs, and when. `manage.py run_due` reads it too."""

from celery.schedules import crontab

CELERY_BEAT_SCHEDULE = {
    "take up jobs": {"task": "accounts.take_up_jobs", "schedule": 60},
    "clear sessions": {"task": "accounts.clear_sessions", "schedule": crontab(hour=3, minute=20)},
    "check the ledger": {"task": "actions.check_ledger", "schedule": crontab(hour=2, minute=10)},
    "check the papers": {"task": "scrutiny.check_papers", "schedule": crontab(hour=2, minute=25)},
    "check the evidence": {"task": "actions.verify_evidence", "schedule": crontab(hour=2, minute=40)},
    "send what subscribers are owed": {"task": "scrutiny.send_notices", "schedule": 10 * 60},
    "send webhooks": {"task": "actions.deliver_webhooks", "schedule": 30},
    "forget kept answers": {"task": "accounts.forget_answers", "schedule": 60 * 60},
    "sweep evidence": {"task": "actions.sweep_evidence", "schedule": 60 * 60},
    # By the clock on the wall: a scheduler that has lost its file, or begins again and again, still looks.
    "sweep reminders": {"task": "actions.sweep_reminders", "schedule": crontab(minute="*/10")},
}
