"""A practice's figures under /api/v1/."""

from django.urls import URLPattern, path

from reporting.dashboards.api import own_practice, what_left

urlpatterns: list[URLPattern] = [
    path("figures/", own_practice.OwnFiguresView.as_view(), name="api_own_figures"),
    path("figures/left/", what_left.WhatLeftView.as_view(), name="api_figures_left"),
]
