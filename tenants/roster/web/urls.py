"""Addresses of the roster's pages, under /roster/."""

from django.urls import path

from tenants.roster.web import files, matches, quarantine

urlpatterns = [
    path("", files.home, name="roster"),
    path("upload/", files.upload_page, name="roster_upload"),
    path("sample.csv", files.sample, name="roster_sample"),
    path("files/<uuid:upload_id>/", files.file_page, name="roster_file"),
    path("files/<uuid:upload_id>/columns/", files.columns_page, name="roster_columns"),
    path("files/<uuid:upload_id>/start/", files.start, name="roster_start"),
    path("files/<uuid:upload_id>/set-aside/", files.set_aside, name="roster_set_aside"),
    path("files/<uuid:upload_id>/rows/<slug:outcome>/", files.rows_page, name="roster_rows"),
    path("of-job/<uuid:job_id>/", files.of_job, name="roster_of_job"),
    path("quarantine/", quarantine.quarantine_page, name="quarantine"),
    path("quarantine/<uuid:row_id>/", quarantine.row_page, name="quarantine_row"),
    path("quarantine/<uuid:row_id>/leave-out/", quarantine.leave_out, name="quarantine_leave_out"),
    path("quarantine/<uuid:row_id>/again/", quarantine.wait_again, name="quarantine_again"),
    path("quarantine/<uuid:row_id>/alike/<slug:field>/", quarantine.alike_page, name="quarantine_alike"),
    path("matches/", matches.matches_page, name="matches"),
    path("matches/<uuid:match_id>/", matches.match_page, name="match"),
    path("matches/<uuid:match_id>/apart/", matches.apart, name="match_apart"),
    path("matches/<uuid:match_id>/again/", matches.again, name="match_again"),
    path("merges/", matches.merges_page, name="merges"),
    path("merges/<uuid:merge_id>/take-back/", matches.take_back, name="merge_take_back"),
]
