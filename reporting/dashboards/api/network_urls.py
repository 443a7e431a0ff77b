"""Released figures under /api/v1/ of the network host."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
