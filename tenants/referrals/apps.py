from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "tenants.referrals"
    label = "referrals"
    verbose_name = "Referrals"

    def ready(self) -> None:
        from network_resources.community import asking  # noqa: PLC0415 - models load before the hook is set
        from tenants.referrals.asking import asker_for  # noqa: PLC0415 - as above

        asking.register(asker_for)
