from django.apps import AppConfig


class SealingConfig(AppConfig):
    name = "nestwork.sealing"
    label = "sealing"
    verbose_name = "The seal"
