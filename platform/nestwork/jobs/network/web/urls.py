"""Pages of the network's jobs, under /jobs/ of the network host."""

from django.urls import path

from nestwork.jobs.network.web.views import job_cancel, job_list, job_page

urlpatterns = [
    path("", job_list, name="network_jobs"),
    path("<uuid:job_id>/", job_page, name="network_job"),
    path("<uuid:job_id>/cancel/", job_cancel, name="network_job_cancel"),
]
