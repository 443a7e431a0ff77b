"""Addresses of the child page, under /children/."""

from django.urls import path

from tenants.record.web import views

urlpatterns = [
    path("<uuid:child_id>/", views.summary, name="child"),
    path("<uuid:child_id>/timeline/", views.timeline, name="child_timeline"),
    path("<uuid:child_id>/family/", views.family, name="child_family"),
]
