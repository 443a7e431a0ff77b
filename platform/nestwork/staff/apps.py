from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "nestwork.staff"
    label = "staff"
    verbose_name = "Staff"
