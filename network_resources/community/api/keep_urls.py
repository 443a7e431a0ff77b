"""The steward's API, under /api/v1/directory/kept/ of the network host."""

from django.urls import path

from network_resources.community.api import keep_files as files
from network_resources.community.api import keep_listings as listings
from network_resources.community.api import keep_rows as rows

urlpatterns = [
    path("files/", files.DirectoryFileListView.as_view(), name="api_directory_files"),
    path("files/<uuid:upload_id>/", files.DirectoryFileView.as_view(), name="api_directory_file"),
    path(
        "files/<uuid:upload_id>/profile/",
        files.DirectoryFileProfileView.as_view(),
        name="api_directory_profile",
    ),
    path("profiles/", files.DirectoryProfileListView.as_view(), name="api_directory_profiles"),
    path(
        "files/<uuid:upload_id>/status/",
        files.DirectoryFileStatusView.as_view(),
        name="api_directory_empty_status",
    ),
    path("files/<uuid:upload_id>/start/", files.DirectoryFileStartView.as_view(), name="api_directory_start"),
    path(
        "files/<uuid:upload_id>/set-aside/",
        files.DirectoryFileAsideView.as_view(),
        name="api_directory_set_aside",
    ),
    path("rows/", rows.WaitingRowListView.as_view(), name="api_directory_rows"),
    path("rows/<uuid:row_id>/", rows.WaitingRowView.as_view(), name="api_directory_row"),
    path("rows/<uuid:row_id>/mend/", rows.MendRowView.as_view(), name="api_directory_row_mend"),
    path("rows/<uuid:row_id>/leave-out/", rows.LeaveRowOutView.as_view(), name="api_directory_row_leave_out"),
    path("rows/<uuid:row_id>/again/", rows.RowAgainView.as_view(), name="api_directory_row_again"),
    path("services/", listings.KeptServiceListView.as_view(), name="api_directory_listings"),
    path("services/<uuid:service_id>/", listings.KeptServiceView.as_view(), name="api_directory_listing"),
    path(
        "services/<uuid:service_id>/checked/",
        listings.KeptServiceCheckedView.as_view(),
        name="api_directory_checked",
    ),
    path(
        "services/<uuid:service_id>/phones/",
        listings.KeptServicePhonesView.as_view(),
        name="api_directory_phones",
    ),
    path(
        "services/<uuid:service_id>/needs/",
        listings.KeptServiceNeedsView.as_view(),
        name="api_directory_filed_needs",
    ),
    path(
        "services/<uuid:service_id>/history/",
        listings.KeptServiceHistoryView.as_view(),
        name="api_directory_history",
    ),
    path("locations/<uuid:location_id>/", listings.KeptLocationView.as_view(), name="api_directory_location"),
    path("organizations/", listings.KeptOrganizationListView.as_view(), name="api_directory_organizations"),
    path(
        "organizations/<uuid:organization_id>/",
        listings.KeptOrganizationView.as_view(),
        name="api_directory_organization",
    ),
]
