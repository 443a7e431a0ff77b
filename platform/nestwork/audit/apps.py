from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "nestwork.audit"
    label = "audit"
    verbose_name = "Audit"
