"""Addresses of the registry under /api/v1/."""

from django.urls import path

from tenants.registry.api.scoring import ScoringMethodView, ScoringsView
from tenants.registry.api.views import (
    DecisionView,
    EnrollView,
    LeaveView,
    LevelView,
    NextContactView,
    RegistryView,
)

urlpatterns = [
    path("registry/", RegistryView.as_view(), name="api_registry"),
    path("registry/<uuid:child_id>/enroll/", EnrollView.as_view(), name="api_registry_enroll"),
    path("registry/<uuid:child_id>/leave/", LeaveView.as_view(), name="api_registry_leave"),
    path("registry/<uuid:child_id>/level/", LevelView.as_view(), name="api_registry_level"),
    path("registry/<uuid:child_id>/scorings/", ScoringsView.as_view(), name="api_registry_scorings"),
    path("scoring-method/", ScoringMethodView.as_view(), name="api_scoring_method"),
    path("registry/<uuid:child_id>/next-contact/", NextContactView.as_view(), name="api_next_contact"),
    path("levels/<uuid:proposal_id>/decision/", DecisionView.as_view(), name="api_level_decision"),
]
