"""Addresses of a child's health, under /children/."""

from django.urls import path

from tenants.clinical.web import views

urlpatterns = [
    path("<uuid:child_id>/health/", views.health, name="child_health"),
    path("<uuid:child_id>/health/<slug:kind>/new/", views.new, name="fact_new"),
    path("<uuid:child_id>/health/<slug:kind>/<uuid:fact_id>/", views.fact, name="fact"),
    path("<uuid:child_id>/health/<slug:kind>/<uuid:fact_id>/correct/", views.correct, name="fact_correct"),
    path("<uuid:child_id>/health/<slug:kind>/<uuid:fact_id>/end/", views.end, name="fact_end"),
    path("<uuid:child_id>/health/<slug:kind>/<uuid:fact_id>/strike/", views.strike, name="fact_strike"),
]
