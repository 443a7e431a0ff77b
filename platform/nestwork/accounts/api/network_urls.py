"""Addresses of accounts under /api/v1/ of the network host."""

from django.urls import path

from nestwork.accounts.api.views import MeView, NetworkPeopleView, NetworkPersonView

urlpatterns = [
    path("me/", MeView.as_view(), name="api_me"),
    path("people/", NetworkPeopleView.as_view(), name="api_people"),
    path("people/<uuid:person_id>/", NetworkPersonView.as_view(), name="api_person"),
]
