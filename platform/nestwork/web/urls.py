"""Addresses of the living style guide, joined to the network's host under styleguide/."""

from django.urls import path

from nestwork.web.styleguide import views

urlpatterns = [
    path("", views.parts, name="styleguide"),
    path("today/", views.today, name="styleguide_today"),
    path("child/", views.child, name="styleguide_child"),
    path("list/", views.listing, name="styleguide_list"),
    path("error/<slug:page>/", views.error, name="styleguide_error"),
]
