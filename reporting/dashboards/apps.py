from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from nestwork.access.permissions import Permission


class DashboardsConfig(AppConfig):
    name = "reporting.dashboards"
    label = "dashboards"
    verbose_name = "Dashboards"

    def ready(self) -> None:
        """Put a practice's figures into its menu, and released ones into the network's."""
        from nestwork.web.menu import MenuEntry, register  # noqa: PLC0415 - the menu is filled once apps are loaded

        own = Permission.SEE_OWN_FIGURES
        register(MenuEntry("figures", _("Figures"), "chart-column", "practice_figures", own, order=65))
        see = Permission.SEE_RELEASED
        register(
            MenuEntry(
                "released",
                _("Released figures"),
                "chart-column",
                "released",
                see,
                order=42,
                group="network",
                short=_("Figures"),
            )
        )
