from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "nestwork.web"
    label = "web"
    verbose_name = "Web"
