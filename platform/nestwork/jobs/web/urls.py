"""Addresses of the job pages, under /jobs/."""

from django.urls import path

from nestwork.jobs.web.views import job_cancel, job_list, job_page

urlpatterns = [
    path("", job_list, name="jobs"),
    path("<uuid:job_id>/", job_page, name="job"),
    path("<uuid:job_id>/cancel/", job_cancel, name="job_cancel"),
]
