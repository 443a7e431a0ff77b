"""Pages of released figures on the network host."""

from django.urls import path

from reporting.dashboards.web import released

urlpatterns = [
    path("", released.released_page, name="released"),
    path("<uuid:release_id>/", released.released_one, name="released_figure"),
    path("<uuid:release_id>/csv/", released.released_file, name="released_file"),
]
