from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "tenants.consent"
    label = "consent"
    verbose_name = "Consent"
