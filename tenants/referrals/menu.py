"""The line of referrals in the menu; the count of late ones comes with the frame's own question (today.pulse)."""

from django.utils.translation import gettext_lazy as _

from nestwork.access.permissions import Permission
from nestwork.web.menu import MenuEntry, register


def register_menu() -> None:
    """Put referrals after the registry."""
    register(
        MenuEntry("referrals", _("Referrals"), "route", "referrals", Permission.SEE_CHILDREN, 25, jump="f")
    )
