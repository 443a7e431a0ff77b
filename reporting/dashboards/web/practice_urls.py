"""Pages of a practice's own figures and of what left it."""

from django.urls import URLPattern, path

from reporting.dashboards.web import own_practice

urlpatterns: list[URLPattern] = [
    path("", own_practice.figures, name="practice_figures"),
    path("csv/", own_practice.figures_file, name="practice_figures_file"),
]
