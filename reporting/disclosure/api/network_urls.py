"""Releases under /api/v1/ of the network host."""

from django.urls import path

from reporting.disclosure.api import views

urlpatterns = [
    path("releases/", views.ReleasesView.as_view(), name="api_releases"),
    path("releases/<uuid:release_id>/", views.ReleaseView.as_view(), name="api_release"),
    path("releases/<uuid:release_id>/approve/", views.ApproveView.as_view(), name="api_release_approve"),
    path("releases/<uuid:release_id>/reject/", views.RejectView.as_view(), name="api_release_reject"),
]
