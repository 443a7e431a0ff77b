"""Addresses of the registry under /children/."""

from django.urls import path

from tenants.registry.web import ask, history, score

urlpatterns = [
    path("<uuid:child_id>/score/", score.page, name="child_score"),
    path("<uuid:child_id>/score/worked-out/", score.worked_out, name="child_score_worked"),
    path("<uuid:child_id>/ask-physician/", ask.page, name="child_ask"),
    path("<uuid:child_id>/levels/", history.page, name="child_levels"),
]
