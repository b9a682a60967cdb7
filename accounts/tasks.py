from celery import shared_task
from django.utils import timezone

from accounts import jobs


@shared_task(name="accounts.run_job")
def run_job(job_id):
    jobs.run(job_id, clock=timezone.now)


@shared_task(name="accounts.take_up_jobs")
def take_up_jobs():
    jobs.take_up(clock=timezone.now)
