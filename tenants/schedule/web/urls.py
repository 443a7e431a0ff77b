"""Addresses of the schedule."""

from django.urls import path

from tenants.schedule.web import on_call, visits

urlpatterns = [
    path("visits/", visits.week, name="visits"),
    path("visits/<uuid:appointment_id>/", visits.change, name="visit"),
    path("children/<uuid:child_id>/visits/", visits.of_child, name="child_visits"),
    path("children/<uuid:child_id>/visits/new/", visits.new, name="visit_new"),
    path("on-call/", on_call.roster, name="on_call"),
    path("on-call/<uuid:shift_id>/remove/", on_call.remove, name="shift_remove"),
]
