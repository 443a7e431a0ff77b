"""Pages of the directory on a practice host: searching and reading."""

from django.urls import path

from network_resources.community.web import practice_search

urlpatterns = [
    path("", practice_search.directory, name="directory"),
    path("<uuid:service_id>/", practice_search.service, name="directory_service"),
]
