from django.apps import AppConfig
from django.core.signals import request_finished, request_started
from django.utils.translation import gettext_lazy as _

from nestwork.access.permissions import Permission
from nestwork.audit import trace
from nestwork.web.menu import MenuEntry, register


class AuditConfig(AppConfig):
    name = "nestwork.audit"
    label = "audit"
    verbose_name = "Audit"

    def ready(self) -> None:
        """Name each request, so that its audit lines can be read together, and join the menu."""
        request_started.connect(trace.begin, dispatch_uid="nestwork.audit.begin")
        request_finished.connect(trace.end, dispatch_uid="nestwork.audit.end")
        register(MenuEntry("audit", _("Audit"), "eye", "audit", Permission.SEE_AUDIT, 90, group="office"))
