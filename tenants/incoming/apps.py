from django.apps import AppConfig


class IncomingConfig(AppConfig):
    name = "tenants.incoming"
    label = "incoming"
    verbose_name = "Incoming records"
