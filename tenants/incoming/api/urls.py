"""Incoming records under /api/v1/."""

from django.urls import path

from tenants.incoming.api import files

urlpatterns = [
    path("records/files/", files.RecordFileListView.as_view(), name="api_records_files"),
    path("records/files/<uuid:file_id>/", files.RecordFileView.as_view(), name="api_records_file"),
    path(
        "records/files/<uuid:file_id>/start/", files.RecordFileStartView.as_view(), name="api_records_start"
    ),
    path(
        "records/files/<uuid:file_id>/set-aside/",
        files.RecordFileAsideView.as_view(),
        name="api_records_set_aside",
    ),
    path(
        "records/files/<uuid:file_id>/children/",
        files.RecordFileChildrenView.as_view(),
        name="api_records_children",
    ),
]
