"""Addresses of consent, under /children/."""

from django.urls import path

from tenants.consent.web import views

urlpatterns = [
    path("<uuid:child_id>/consent/", views.table, name="child_consent"),
    path("<uuid:child_id>/consent/new/", views.new, name="consent_new"),
    path("<uuid:child_id>/consent/<uuid:consent_id>/withdraw/", views.withdraw, name="consent_withdraw"),
    path("<uuid:child_id>/consent/left/", views.left, name="disclosure_new"),
]
