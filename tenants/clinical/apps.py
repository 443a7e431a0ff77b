from django.apps import AppConfig


class ClinicalConfig(AppConfig):
    name = "tenants.clinical"
    label = "clinical"
    verbose_name = "Clinical"
