from django.apps import AppConfig


class IdempotencyKeysConfig(AppConfig):
    name = "nestwork.api.keys"
    label = "api_keys"
    verbose_name = "Idempotency keys"
