"""Pages of incoming records, under /incoming/."""

from django.urls import path

from tenants.incoming.web import files

urlpatterns = [
    path("", files.home, name="records"),
    path("send/", files.send, name="records_send"),
    path("made-up-records.json", files.sample, name="records_sample"),
    path("files/<uuid:file_id>/", files.file_page, name="records_file"),
    path("files/<uuid:file_id>/start/", files.start, name="records_start"),
    path("files/<uuid:file_id>/set-aside/", files.set_aside, name="records_set_aside"),
    path("files/<uuid:file_id>/children/<slug:came>/", files.children, name="records_children"),
    path("of-job/<uuid:job_id>/", files.of_job, name="records_of_job"),
]
