from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "tenants.record"
    label = "record"
    verbose_name = "Record"
