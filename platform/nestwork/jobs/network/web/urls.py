"""Pages of the network's jobs, under /jobs/ of the network host."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
