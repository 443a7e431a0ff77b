"""Pages of incoming records."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
