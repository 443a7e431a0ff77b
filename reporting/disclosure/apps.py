from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from nestwork.access.permissions import Permission


class DisclosureConfig(AppConfig):
    name = "reporting.disclosure"
    label = "disclosure"
    verbose_name = "Releases"

    def ready(self) -> None:
        """Put releases into the network's menu."""
        from nestwork.web.menu import MenuEntry, register  # noqa: PLC0415 - the menu is filled once apps are loaded

        prepare = Permission.PREPARE_RELEASES
        register(MenuEntry("releases", _("Releases"), "lock", "releases", prepare, 40, group="network"))
