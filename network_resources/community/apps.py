from django.apps import AppConfig


class CommunityConfig(AppConfig):
    name = "network_resources.community"
    label = "community"
    verbose_name = "Community directory"

    def ready(self) -> None:
        from network_resources.community.menu import register_keeping, register_search  # noqa: PLC0415 - models load before the menu

        register_search()
        register_keeping()
