from django.apps import AppConfig


class RosterConfig(AppConfig):
    name = "tenants.roster"
    label = "roster"
    verbose_name = "Roster"

    def ready(self) -> None:
        from tenants.roster.menu import register_menu  # noqa: PLC0415 - models load before the menu is filled

        register_menu()
