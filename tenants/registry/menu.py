"""The registry's lines in the menu."""

from django.utils.translation import gettext_lazy as _

from nestwork.access.permissions import Permission
from nestwork.web.menu import MenuEntry, register
from tenants.registry.selectors import waiting_for_physicians


def register_menu() -> None:
    """Put the registry after Today, and the proposals where physicians find them."""
    register(MenuEntry("registry", _("Registry"), "users", "registry", Permission.SEE_CHILDREN, 20, jump="r"))
    register(
        MenuEntry(
            "levels",
            _("Level proposals"),
            "clipboard-check",
            "level_proposals",
            Permission.CONFIRM_LEVEL,
            order=30,
            short=_("Levels"),
            count=lambda reader: waiting_for_physicians(reader) or None,
        )
    )
