from django.apps import AppConfig


class TodayConfig(AppConfig):
    name = "tenants.today"
    label = "today"
    verbose_name = "Today"
