from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    name = "tenants.registry"
    label = "registry"
    verbose_name = "Registry"

    def ready(self) -> None:
        from network_resources.playbooks import outcomes  # noqa: PLC0415 - models load before signals are wired
        from network_resources.playbooks.rules.method import KIND  # noqa: PLC0415 - as above
        from network_resources.playbooks.signals import adopted  # noqa: PLC0415 - as above
        from tenants.patients import signals, tabs  # noqa: PLC0415 - models load before signals are wired
        from tenants.registry import receivers  # noqa: PLC0415 - as above
        from tenants.registry.menu import register_menu  # noqa: PLC0415 - as above
        from tenants.registry.rescored import outcome_of  # noqa: PLC0415 - as above
        from tenants.worklist.signals import item_done  # noqa: PLC0415 - as above

        signals.child_died.connect(receivers.take_off, dispatch_uid="registry.take_off")
        for signal in (signals.child_merged, signals.child_unmerged, signals.life_corrected):
            signal.connect(receivers.count_again, dispatch_uid="registry.count_again")
        adopted.connect(receivers.score_again, dispatch_uid="registry.score_again")
        outcomes.register(KIND, outcome_of)
        register_menu()
        tabs.register(tabs.Tab("levels", _("Need level"), "child_levels", 25))
        item_done.connect(receivers.ask_for_the_next, dispatch_uid="registry.ask_for_the_next")
