"""Pages of standards on the network host."""

from django.urls import path

from network_resources.playbooks.web import editor_pages, network_pages, review_pages, version_pages

urlpatterns = [
    path("", network_pages.standards_page, name="standards"),
    path("new/", network_pages.new_page, name="standard_new"),
    path("grid/", network_pages.grid_page, name="standards_grid"),
    path("<uuid:playbook_id>/", network_pages.standard_page, name="standard"),
    path("versions/<uuid:version_id>/", version_pages.version_page, name="standard_version"),
    path("versions/<uuid:version_id>/file/", version_pages.file_page, name="standard_file"),
    path("versions/<uuid:version_id>/edit/", editor_pages.edit_page, name="standard_edit"),
    path("versions/<uuid:version_id>/send/", review_pages.send_page, name="standard_send"),
    path("versions/<uuid:version_id>/review/", review_pages.review_page, name="standard_review"),
    path("versions/<uuid:version_id>/publish/", review_pages.publish, name="standard_publish"),
    path("versions/<uuid:version_id>/retire/", version_pages.retire_page, name="standard_retire"),
]
