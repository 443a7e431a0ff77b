"""The directory under /api/v1/ of a practice host."""

from django.urls import path

from network_resources.community.api.search import NeedsView, PracticeSearchView, ServiceView

urlpatterns = [
    path("directory/search/", PracticeSearchView.as_view(), name="api_directory_search"),
    path("directory/needs/", NeedsView.as_view(), name="api_directory_needs"),
    path("directory/services/<uuid:service_id>/", ServiceView.as_view(), name="api_directory_service"),
]
