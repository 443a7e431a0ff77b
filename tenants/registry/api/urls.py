"""Addresses of the registry under /api/v1/."""

from django.urls import path

from tenants.registry.api.requests import (
    ChildRequestsView,
    RequestAnswerView,
    RequestsView,
    RequestWithdrawView,
)
from tenants.registry.api.rescoring import RescoringView
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
    path("registry/<uuid:child_id>/requests/", ChildRequestsView.as_view(), name="api_child_requests"),
    path("physician-requests/", RequestsView.as_view(), name="api_physician_requests"),
    path(
        "physician-requests/<uuid:request_id>/answer/",
        RequestAnswerView.as_view(),
        name="api_request_answer",
    ),
    path(
        "physician-requests/<uuid:request_id>/withdraw/",
        RequestWithdrawView.as_view(),
        name="api_request_withdraw",
    ),
    path("rescoring/<uuid:version_id>/", RescoringView.as_view(), name="api_rescoring"),
    path("scoring-method/", ScoringMethodView.as_view(), name="api_scoring_method"),
    path("registry/<uuid:child_id>/next-contact/", NextContactView.as_view(), name="api_next_contact"),
    path("levels/<uuid:proposal_id>/decision/", DecisionView.as_view(), name="api_level_decision"),
]
