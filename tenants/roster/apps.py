from django.apps import AppConfig


class RosterConfig(AppConfig):
    name = "tenants.roster"
    label = "roster"
    verbose_name = "Roster"
