"""Addresses of the API's own pages, under /api/v1/ of every host."""

from django.urls import path

from nestwork.api.documents import SchemaView, docs
from nestwork.api.root import RootView

urlpatterns = [
    path("", RootView.as_view(), name="api_root"),
    path("schema/", SchemaView.as_view(), name="api_schema"),
    path("docs/", docs, name="api_docs"),
]
