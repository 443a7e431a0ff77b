"""Addresses of the activity log under /api/v1/."""

from django.urls import path

from tenants.activity.api.views import EntryListView, EntryMinutesView, EntryView

urlpatterns = [
    path("entries/", EntryListView.as_view(), name="api_entries"),
    path("entries/<uuid:entry_id>/", EntryView.as_view(), name="api_entry"),
    path("entries/<uuid:entry_id>/minutes/", EntryMinutesView.as_view(), name="api_entry_minutes"),
]
