from django.apps import AppConfig


class PlaybooksConfig(AppConfig):
    name = "network_resources.playbooks"
    label = "playbooks"
    verbose_name = "Playbooks"
