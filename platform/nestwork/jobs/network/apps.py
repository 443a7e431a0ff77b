from django.apps import AppConfig


class NetworkJobsConfig(AppConfig):
    name = "nestwork.jobs.network"
    label = "network_jobs"
    verbose_name = "Network jobs"
