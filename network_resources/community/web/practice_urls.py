"""Pages of the directory on a practice host: searching and reading."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
