"""Addresses of clinical facts under /api/v1/."""

from django.urls import path

from tenants.clinical.api.views import FactListView

urlpatterns = [
    path("children/<uuid:child_id>/facts/<slug:kind>/", FactListView.as_view(), name="api_facts"),
]
