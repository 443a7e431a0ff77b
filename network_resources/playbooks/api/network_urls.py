"""Standards under /api/v1/ of the network host."""

from django.urls import path

from network_resources.playbooks.api import network_views as views
from network_resources.playbooks.api import step_views as steps

_VERSION = "standards/versions/<uuid:version_id>/"

urlpatterns = [
    path("standards/", views.StandardsView.as_view(), name="api_standards"),
    path("standards/kinds/", views.KindsView.as_view(), name="api_standard_kinds"),
    path("standards/grid/", views.GridView.as_view(), name="api_standards_grid"),
    path("standards/<uuid:playbook_id>/", views.StandardView.as_view(), name="api_standard"),
    path(_VERSION, views.VersionView.as_view(), name="api_standard_version"),
    path(f"{_VERSION}history/", views.HistoryView.as_view(), name="api_standard_history"),
    path(f"{_VERSION}file/", views.FileView.as_view(), name="api_standard_file"),
    path(f"{_VERSION}send/", steps.SendView.as_view(), name="api_standard_send"),
    path(f"{_VERSION}send-back/", steps.SendBackView.as_view(), name="api_standard_send_back"),
    path(f"{_VERSION}publish/", steps.PublishView.as_view(), name="api_standard_publish"),
    path(f"{_VERSION}retire/", steps.RetireView.as_view(), name="api_standard_retire"),
]
