"""Addresses of the audit pages, under /audit/."""

from django.urls import path

from nestwork.audit.web.views import audit_export, audit_find, audit_page

urlpatterns = [
    path("", audit_page, name="audit"),
    path("find/", audit_find, name="audit_find"),
    path("export/", audit_export, name="audit_export"),
]
