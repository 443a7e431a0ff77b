"""Pages of the directory on the network host: keeping, importing, mending, searching."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
