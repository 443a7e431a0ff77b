from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "nestwork.access"
    label = "access"
    verbose_name = "Access"
