from django.urls import path

from accounts.views import jobs, organisations

urlpatterns = [
    path("", organisations.front, name="front"),
    path("organisations/<slug:slug>/", organisations.organisation, name="organisation"),
    path("jobs/<uuid:pk>/", jobs.job, name="job"),
    path("jobs/<uuid:pk>/try-again/", jobs.try_job_again, name="try-job-again"),
]
