"""Pages of a practice's own figures and of what left it."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
