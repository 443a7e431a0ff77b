"""Addresses of clinical facts under /api/v1/."""

from django.urls import path

from tenants.clinical.api.views import FactEndView, FactListView, FactStrikeView, FactView

_FACTS = "children/<uuid:child_id>/facts/<slug:kind>/"

urlpatterns = [
    path(_FACTS, FactListView.as_view(), name="api_facts"),
    path(f"{_FACTS}<uuid:fact_id>/", FactView.as_view(), name="api_fact"),
    path(f"{_FACTS}<uuid:fact_id>/end/", FactEndView.as_view(), name="api_fact_end"),
    path(f"{_FACTS}<uuid:fact_id>/strike/", FactStrikeView.as_view(), name="api_fact_strike"),
]
