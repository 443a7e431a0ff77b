from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "tenants.registry"
    label = "registry"
    verbose_name = "Registry"

    def ready(self) -> None:
        from tenants.patients.signals import child_died  # noqa: PLC0415 - models load before signals are wired
        from tenants.registry.receivers import ask_for_the_next, take_off  # noqa: PLC0415 - as above
        from tenants.worklist.signals import item_done  # noqa: PLC0415 - as above

        child_died.connect(take_off, dispatch_uid="registry.take_off")
        item_done.connect(ask_for_the_next, dispatch_uid="registry.ask_for_the_next")
