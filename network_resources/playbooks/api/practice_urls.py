"""Standards under /api/v1/ of a practice host."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
