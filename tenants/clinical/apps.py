from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClinicalConfig(AppConfig):
    name = "tenants.clinical"
    label = "clinical"
    verbose_name = "Clinical"

    def ready(self) -> None:
        """Bring the tab of the child page."""
        from tenants.patients import tabs  # noqa: PLC0415 - models are loaded now

        tabs.register(tabs.Tab("health", _("Health"), "child_health", 20))
