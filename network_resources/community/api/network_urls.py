"""The directory under /api/v1/ of the network host."""

from django.urls import include, path

from network_resources.community.api.search import NeedsView, SearchView, ServiceView

urlpatterns = [
    path("directory/kept/", include("network_resources.community.api.keep_urls")),
    path("directory/search/", SearchView.as_view(), name="api_directory_search"),
    path("directory/needs/", NeedsView.as_view(), name="api_directory_needs"),
    path("directory/services/<uuid:service_id>/", ServiceView.as_view(), name="api_directory_service"),
]
