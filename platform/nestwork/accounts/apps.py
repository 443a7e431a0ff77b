from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "nestwork.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        """Connect the audit of sign-ins and the checks, and add people to the menus."""
        from nestwork.access.permissions import Permission  # noqa: PLC0415 - models are loaded only now
        from nestwork.accounts import checks, receivers  # noqa: F401, PLC0415 - connected by importing
        from nestwork.web.menu import MenuEntry, register  # noqa: PLC0415 - models are loaded only now

        manage, network = Permission.MANAGE_PEOPLE, Permission.MANAGE_NETWORK
        register(MenuEntry("people", _("People"), "users", "people", manage, 80, group="office"))
        register(MenuEntry("home", _("Home"), "house", "home", None, 10, group="network"))
        register(
            MenuEntry(
                "practices",
                _("Practices"),
                "building-2",
                "practices",
                Permission.SEE_PRACTICES,
                20,
                group="network",
            )
        )
        register(MenuEntry("network_people", _("People"), "users", "people", network, 30, group="network"))
