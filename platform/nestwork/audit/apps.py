from django.apps import AppConfig
from django.core.signals import request_finished, request_started

from nestwork.audit import trace


class AuditConfig(AppConfig):
    name = "nestwork.audit"
    label = "audit"
    verbose_name = "Audit"

    def ready(self) -> None:
        """Name each request, so that its audit lines can be read together."""
        request_started.connect(trace.begin, dispatch_uid="nestwork.audit.begin")
        request_finished.connect(trace.end, dispatch_uid="nestwork.audit.end")
