"""Addresses of Today."""

from django.urls import path

from tenants.today.web import timing, views

urlpatterns = [
    path("", views.today, name="today"),
    path("today/print/", views.print_list, name="today_print"),
    path("today/items/<uuid:item_id>/call/", views.save_call, name="save_call"),
    path("today/items/<uuid:item_id>/hang-up/", views.hang_up, name="hang_up"),
    path("today/items/<uuid:item_id>/done/", views.finish, name="finish_item"),
    path("today/items/<uuid:item_id>/move/", views.move, name="move_item"),
    path("today/items/<uuid:item_id>/move-back/", views.move_back, name="move_item_back"),
    path("today/entries/<uuid:entry_id>/undo/", views.undo, name="undo_entry"),
    path("time/", timing.time, name="time"),
    path("time/<uuid:entry_id>/minutes/", timing.minutes, name="entry_minutes"),
]
