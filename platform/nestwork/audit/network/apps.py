from django.apps import AppConfig


class NetworkAuditConfig(AppConfig):
    name = "nestwork.audit.network"
    label = "network_audit"
    verbose_name = "Network audit"
