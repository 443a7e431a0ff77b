from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    name = "reporting.disclosure"
    label = "disclosure"
    verbose_name = "Releases"
