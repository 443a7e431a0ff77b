"""Addresses of the audit under /api/v1/."""

from django.urls import path

from nestwork.audit.api.views import AuditView

urlpatterns = [path("audit/", AuditView.as_view(), name="api_audit")]
