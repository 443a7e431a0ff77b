"""Addresses of jobs under /api/v1/."""

from django.urls import path

from nestwork.jobs.api.views import JobCancelView, JobListView, JobView

urlpatterns = [
    path("jobs/", JobListView.as_view(), name="api_jobs"),
    path("jobs/<uuid:job_id>/", JobView.as_view(), name="api_job"),
    path("jobs/<uuid:job_id>/cancel/", JobCancelView.as_view(), name="api_job_cancel"),
]
