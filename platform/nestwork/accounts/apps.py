from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "nestwork.accounts"
    label = "accounts"
    verbose_name = "Accounts"
