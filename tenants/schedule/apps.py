from django.apps import AppConfig


class ScheduleConfig(AppConfig):
    name = "tenants.schedule"
    label = "schedule"
    verbose_name = "Schedule"
