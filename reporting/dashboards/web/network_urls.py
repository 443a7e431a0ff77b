"""Pages of released figures on the network host."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
