"""Released figures under /api/v1/ of the network host."""

from django.urls import path

from reporting.dashboards.api import released

urlpatterns = [
    path("released/", released.ReleasedListView.as_view(), name="api_released"),
    path("released/<uuid:release_id>/", released.ReleasedView.as_view(), name="api_released_figure"),
    path("released/<uuid:release_id>/csv/", released.ReleasedFileView.as_view(), name="api_released_file"),
]
