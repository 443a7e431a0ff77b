from django.apps import AppConfig


class CommunityConfig(AppConfig):
    name = "network_resources.community"
    label = "community"
    verbose_name = "Community directory"
