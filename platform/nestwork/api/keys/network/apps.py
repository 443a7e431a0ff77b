from django.apps import AppConfig


class NetworkKeysConfig(AppConfig):
    name = "nestwork.api.keys.network"
    label = "network_keys"
    verbose_name = "Idempotency keys of the network"
