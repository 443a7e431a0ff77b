from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "nestwork.api"
    label = "api"
    verbose_name = "API"
