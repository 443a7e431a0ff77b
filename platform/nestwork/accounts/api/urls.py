"""Addresses of accounts under /api/v1/ of a practice's host."""

from django.urls import path

from nestwork.accounts.api.views import MeView, PeopleView, PersonView

urlpatterns = [
    path("me/", MeView.as_view(), name="api_me"),
    path("people/", PeopleView.as_view(), name="api_people"),
    path("people/<uuid:person_id>/", PersonView.as_view(), name="api_person"),
]
