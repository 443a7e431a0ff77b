from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsentConfig(AppConfig):
    name = "tenants.consent"
    label = "consent"
    verbose_name = "Consent"

    def ready(self) -> None:
        """Bring the tab of the child page."""
        from tenants.patients import tabs  # noqa: PLC0415 - models are loaded now

        tabs.register(tabs.Tab("consent", _("Consent"), "child_consent", 90))
