from django.apps import AppConfig


class ChangesConfig(AppConfig):
    name = "nestwork.changes"
    label = "changes"
    verbose_name = "Changes"
