"""Pages of releases on the network host."""

from django.urls import path

from reporting.disclosure.web import decisions, pages

urlpatterns = [
    path("", pages.releases_page, name="releases"),
    path("start/", pages.start_page, name="release_start"),
    path("job/<uuid:job_id>/", pages.release_of_job, name="release_of_job"),
    path("<uuid:release_id>/", pages.release_page, name="release"),
    path("<uuid:release_id>/csv/", pages.release_file, name="release_file"),
    path("<uuid:release_id>/approve/", decisions.approve_page, name="release_approve"),
    path("<uuid:release_id>/reject/", decisions.reject_page, name="release_reject"),
]
