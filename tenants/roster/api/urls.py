"""Addresses of the roster under /api/v1/."""

from django.urls import path

from tenants.roster.api import files, matches, quarantine

urlpatterns = [
    path("roster/files/", files.FileListView.as_view(), name="api_roster_files"),
    path("roster/files/<uuid:upload_id>/", files.FileView.as_view(), name="api_roster_file"),
    path("roster/files/<uuid:upload_id>/check/", files.FileCheckView.as_view(), name="api_roster_check"),
    path("roster/files/<uuid:upload_id>/start/", files.FileStartView.as_view(), name="api_roster_start"),
    path(
        "roster/files/<uuid:upload_id>/set-aside/", files.FileAsideView.as_view(), name="api_roster_set_aside"
    ),
    path("roster/files/<uuid:upload_id>/rows/", files.FileRowsView.as_view(), name="api_roster_rows"),
    path("roster/quarantine/", quarantine.RowListView.as_view(), name="api_quarantine"),
    path("roster/quarantine/<uuid:row_id>/", quarantine.RowView.as_view(), name="api_quarantine_row"),
    path(
        "roster/quarantine/<uuid:row_id>/mend/", quarantine.RowMendView.as_view(), name="api_quarantine_mend"
    ),
    path(
        "roster/quarantine/<uuid:row_id>/leave-out/",
        quarantine.RowDropView.as_view(),
        name="api_quarantine_drop",
    ),
    path(
        "roster/quarantine/<uuid:row_id>/again/",
        quarantine.RowAgainView.as_view(),
        name="api_quarantine_again",
    ),
    path("roster/quarantine-mend-alike/", quarantine.MendAlikeView.as_view(), name="api_quarantine_alike"),
    path("roster/matches/", matches.MatchListView.as_view(), name="api_matches"),
    path("roster/matches/<uuid:match_id>/", matches.MatchView.as_view(), name="api_match"),
    path("roster/matches/<uuid:match_id>/merge/", matches.MatchMergeView.as_view(), name="api_match_merge"),
    path("roster/matches/<uuid:match_id>/apart/", matches.MatchApartView.as_view(), name="api_match_apart"),
    path("roster/matches/<uuid:match_id>/again/", matches.MatchAgainView.as_view(), name="api_match_again"),
    path("roster/merges/", matches.MergeListView.as_view(), name="api_merges"),
    path(
        "roster/merges/<uuid:merge_id>/take-back/",
        matches.MergeTakeBackView.as_view(),
        name="api_merge_take_back",
    ),
]
