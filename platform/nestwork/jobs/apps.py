from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "nestwork.jobs"
    label = "jobs"
    verbose_name = "Jobs"
