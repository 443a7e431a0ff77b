"""Pages of standards on the network host."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
