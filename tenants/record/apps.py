from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordConfig(AppConfig):
    name = "tenants.record"
    label = "record"
    verbose_name = "Record"

    def ready(self) -> None:
        """Bring the page's own tabs, and the need level for the head."""
        from tenants.patients import head, tabs  # noqa: PLC0415 - models are loaded now
        from tenants.record.selectors import need_level  # noqa: PLC0415 - the same

        head.register_level(need_level)
        tabs.register(tabs.Tab("summary", _("Summary"), "child", 10))
        tabs.register(tabs.Tab("timeline", _("Timeline"), "child_timeline", 30))
        tabs.register(tabs.Tab("family", _("Family and team"), "child_family", 80))
