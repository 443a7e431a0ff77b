from django.apps import AppConfig


class PlaybooksConfig(AppConfig):
    name = "network_resources.playbooks"
    label = "playbooks"
    verbose_name = "Playbooks"

    def ready(self) -> None:
        from django.utils.translation import get_language  # noqa: PLC0415 - wired once the apps are there

        from network_resources.playbooks.menu import register_menu  # noqa: PLC0415 - as above
        from network_resources.playbooks.rules import text  # noqa: PLC0415 - as above

        text.follow(get_language)
        register_menu()
