from django.apps import AppConfig


class IncomingConfig(AppConfig):
    name = "tenants.incoming"
    label = "incoming"
    verbose_name = "Incoming records"

    def ready(self) -> None:
        from tenants.incoming.menu import register_menu  # noqa: PLC0415 - models load before the menu is filled

        register_menu()
