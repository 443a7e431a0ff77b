from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    name = "demonstration"
    label = "demonstration"
    verbose_name = "Demonstration"
