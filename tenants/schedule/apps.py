from django.apps import AppConfig


class ScheduleConfig(AppConfig):
    name = "tenants.schedule"
    label = "schedule"
    verbose_name = "Schedule"

    def ready(self) -> None:
        """Listen for a child's death."""
        from tenants.patients.signals import child_died  # noqa: PLC0415 - models load before signals are wired
        from tenants.schedule.receivers import stop_everything  # noqa: PLC0415 - the same

        child_died.connect(stop_everything, dispatch_uid="schedule.stop_everything")
