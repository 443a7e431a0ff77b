"""Standards under /api/v1/ of a practice host."""

from django.urls import path

from network_resources.playbooks.api import practice_views as views

urlpatterns = [
    path("standards/", views.StandardsView.as_view(), name="api_standards"),
    path("standards/adoptions/", views.AdoptionsView.as_view(), name="api_adoptions"),
    path("standards/<uuid:version_id>/", views.StandardView.as_view(), name="api_standard"),
    path("standards/<uuid:version_id>/adopt/", views.AdoptView.as_view(), name="api_adopt_standard"),
    path(
        "standards/adoptions/<uuid:adoption_id>/withdraw/",
        views.WithdrawView.as_view(),
        name="api_withdraw_adoption",
    ),
]
