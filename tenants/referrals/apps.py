"""Referrals: from the order to the day the loop is closed."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferralsConfig(AppConfig):
    name = "tenants.referrals"
    label = "referrals"
    verbose_name = "Referrals"

    def ready(self) -> None:
        from network_resources.community import asking  # noqa: PLC0415 - models load before the hook is set
        from tenants.patients import tabs  # noqa: PLC0415 - as above
        from tenants.patients.signals import child_died  # noqa: PLC0415 - as above
        from tenants.referrals import receivers, words  # noqa: PLC0415 - as above
        from tenants.referrals.asking import asker_for  # noqa: PLC0415 - as above
        from tenants.referrals.menu import register_menu  # noqa: PLC0415 - as above
        from tenants.worklist.rules import Kind  # noqa: PLC0415 - as above
        from tenants.worklist.signals import item_done  # noqa: PLC0415 - as above
        from tenants.worklist.words import register_titles  # noqa: PLC0415 - as above

        asking.register(asker_for)
        register_menu()
        register_titles(Kind.REFERRAL_STEP, words.item_said)
        tabs.register(tabs.Tab("referrals", _("Referrals"), "child_referrals", 35))
        item_done.connect(receivers.keep_the_loop, dispatch_uid="referrals.keep_the_loop")
        child_died.connect(receivers.stop_everything, dispatch_uid="referrals.stop_everything")
