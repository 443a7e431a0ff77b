from django.apps import AppConfig


class OutboundConfig(AppConfig):
    name = "nestwork.outbound"
    label = "outbound"
    verbose_name = "Outbound"
