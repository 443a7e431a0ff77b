"""Pages of standards on a practice host: notices and adoption."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
