"""Addresses of the living style guide, joined to the network's host under styleguide/."""

from django.urls import path

from nestwork.access.doors import door_page
from nestwork.web.styleguide import views

guide = door_page()  # shows no data of anybody

urlpatterns = [
    path("", guide(views.parts), name="styleguide"),
    path("today/", guide(views.today), name="styleguide_today"),
    path("child/", guide(views.child), name="styleguide_child"),
    path("list/", guide(views.listing), name="styleguide_list"),
    path("in-place/", guide(views.in_place), name="styleguide_in_place"),
    path("error/<slug:page>/", guide(views.error), name="styleguide_error"),
]
