from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "nestwork.practices"
    label = "practices"
    verbose_name = "Practices"
