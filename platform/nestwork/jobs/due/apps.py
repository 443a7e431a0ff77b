from django.apps import AppConfig


class JobsDueConfig(AppConfig):
    name = "nestwork.jobs.due"
    label = "jobs_due"
    verbose_name = "Jobs due"
