from django.apps import AppConfig


class WorklistConfig(AppConfig):
    name = "tenants.worklist"
    label = "worklist"
    verbose_name = "Worklist"

    def ready(self) -> None:
        from tenants.patients.signals import child_died  # noqa: PLC0415 - models load before signals are wired
        from tenants.worklist.receivers import stop_everything  # noqa: PLC0415 - as above

        child_died.connect(stop_everything, dispatch_uid="worklist.stop_everything")
