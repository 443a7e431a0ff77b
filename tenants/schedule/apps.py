from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScheduleConfig(AppConfig):
    name = "tenants.schedule"
    label = "schedule"
    verbose_name = "Schedule"

    def ready(self) -> None:
        """Listen for a child's death, and join the menu and the child page."""
        from nestwork.access.permissions import Permission  # noqa: PLC0415 - models load before rooms join
        from nestwork.web.menu import MenuEntry, register  # noqa: PLC0415 - the same
        from tenants.patients import tabs  # noqa: PLC0415 - the same
        from tenants.patients.signals import child_died  # noqa: PLC0415 - the same
        from tenants.schedule.receivers import stop_everything  # noqa: PLC0415 - the same

        child_died.connect(stop_everything, dispatch_uid="schedule.stop_everything")
        tabs.register(tabs.Tab("visits", _("Visits"), "child_visits", 40))
        register(
            MenuEntry(
                "visits", _("Visits"), "calendar", "visits", Permission.SEE_CHILDREN, order=50, jump="v"
            )
        )
        register(
            MenuEntry(
                "on_call",
                _("On call"),
                "phone-forwarded",
                "on_call",
                Permission.SEE_CHILDREN,
                30,
                group="office",
            )
        )
