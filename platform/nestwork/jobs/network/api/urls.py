"""The network's jobs under /api/v1/ of the network host."""

from django.urls import path

from nestwork.jobs.network.api.views import NetworkJobCancelView, NetworkJobListView, NetworkJobView

urlpatterns = [
    path("jobs/", NetworkJobListView.as_view(), name="api_network_jobs"),
    path("jobs/<uuid:job_id>/", NetworkJobView.as_view(), name="api_network_job"),
    path("jobs/<uuid:job_id>/cancel/", NetworkJobCancelView.as_view(), name="api_network_job_cancel"),
]
