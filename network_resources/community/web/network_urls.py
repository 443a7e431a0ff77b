"""Pages of the directory on the network host: keeping, importing, mending, searching."""

from django.urls import include, path

from network_resources.community.web import network_search

urlpatterns = [
    path("keep/", include("network_resources.community.web.keep.urls")),
    path("search/", network_search.search, name="directory_search"),
    path("search/<uuid:service_id>/", network_search.service, name="directory_find"),
]
