"""Addresses of children and families under /api/v1/."""

from django.urls import path

from tenants.patients.api.views import access, children, family

urlpatterns = [
    path("children/", children.ChildListView.as_view(), name="api_children"),
    path("children/search/", children.ChildSearchView.as_view(), name="api_child_search"),
    path("children/<uuid:child_id>/", children.ChildView.as_view(), name="api_child"),
    path("children/<uuid:child_id>/history/", children.ChildHistoryView.as_view(), name="api_child_history"),
    path("children/<uuid:child_id>/siblings/", children.SiblingListView.as_view(), name="api_siblings"),
    path("children/<uuid:child_id>/death/", children.DeathView.as_view(), name="api_child_death"),
    path(
        "children/<uuid:child_id>/death/correct/",
        children.DeathCorrectionView.as_view(),
        name="api_child_death_correct",
    ),
    path("children/<uuid:child_id>/contacts/", family.ContactListView.as_view(), name="api_contacts"),
    path(
        "children/<uuid:child_id>/contacts/<uuid:link_id>/", family.ContactView.as_view(), name="api_contact"
    ),
    path("children/<uuid:child_id>/homes/", family.HomeListView.as_view(), name="api_homes"),
    path("children/<uuid:child_id>/homes/<uuid:residence_id>/", family.HomeView.as_view(), name="api_home"),
    path("children/<uuid:child_id>/custody/", family.CustodyListView.as_view(), name="api_custody"),
    path("children/<uuid:child_id>/access/", access.AccessView.as_view(), name="api_child_access"),
    path("children/<uuid:child_id>/grants/", access.GrantListView.as_view(), name="api_grants"),
    path("children/<uuid:child_id>/grants/<uuid:person_id>/", access.GrantView.as_view(), name="api_grant"),
    path("children/<uuid:child_id>/blocks/", access.BlockListView.as_view(), name="api_blocks"),
    path(
        "children/<uuid:child_id>/blocks/<uuid:block_id>/lift/",
        access.BlockLiftView.as_view(),
        name="api_block_lift",
    ),
    path("children/<uuid:child_id>/open/", access.BreakGlassView.as_view(), name="api_break_glass"),
    path("openings/", access.OpeningListView.as_view(), name="api_openings"),
    path("openings/<uuid:opening_id>/review/", access.OpeningReviewView.as_view(), name="api_opening_review"),
]
