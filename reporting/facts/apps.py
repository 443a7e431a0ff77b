from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "reporting.facts"
    label = "facts"
    verbose_name = "Figures"
