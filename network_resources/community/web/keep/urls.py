"""Addresses of the steward's pages, under /directory/keep/ of the network host."""

from django.urls import path

from network_resources.community.web.keep import columns, files, listings, organizations, quarantine

urlpatterns = [
    path("", listings.listings, name="directory_keep"),
    path("services/<uuid:service_id>/", listings.listing, name="directory_listing"),
    path("services/<uuid:service_id>/checked/", listings.checked, name="directory_checked"),
    path("services/<uuid:service_id>/phones/", listings.phones, name="directory_phones"),
    path("services/<uuid:service_id>/needs/", listings.needs, name="directory_needs"),
    path("locations/<uuid:location_id>/", listings.place, name="directory_place_kept"),
    path("organizations/", organizations.organizations, name="directory_organizations"),
    path("organizations/add/", organizations.add_organization, name="directory_add_organization"),
    path("organizations/<uuid:organization_id>/", organizations.organization, name="directory_organization"),
    path(
        "organizations/<uuid:organization_id>/add-service/",
        organizations.add_service,
        name="directory_add_service",
    ),
    path("files/", files.files, name="directory_files"),
    path("files/send/", files.send, name="directory_send"),
    path("files/<uuid:upload_id>/", files.file_page, name="directory_file"),
    path("files/<uuid:upload_id>/columns/", columns.columns, name="directory_columns"),
    path("files/<uuid:upload_id>/profile/", columns.profile, name="directory_profile"),
    path("files/<uuid:upload_id>/status/", files.empty_status, name="directory_empty_status"),
    path("files/<uuid:upload_id>/start/", files.start, name="directory_start"),
    path("files/<uuid:upload_id>/set-aside/", files.set_aside, name="directory_set_aside"),
    path("of-job/<uuid:job_id>/", files.of_job, name="directory_of_job"),
    path("quarantine/", quarantine.quarantine, name="directory_quarantine"),
    path("quarantine/<uuid:row_id>/", quarantine.row_page, name="directory_row"),
    path("quarantine/<uuid:row_id>/leave-out/", quarantine.leave_out, name="directory_row_leave_out"),
    path("quarantine/<uuid:row_id>/again/", quarantine.wait_again, name="directory_row_again"),
]
