from django.apps import AppConfig


class TodayConfig(AppConfig):
    name = "tenants.today"
    label = "today"
    verbose_name = "Today"

    def ready(self) -> None:
        from tenants.today.menu import register_menu  # noqa: PLC0415 - models load before the menu is filled

        register_menu()
