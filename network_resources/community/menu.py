"""The directory's search in the menus of both hosts."""

from django.utils.translation import gettext_lazy as _

from nestwork.access.permissions import Permission
from nestwork.web.menu import MenuEntry, register


def register_search() -> None:
    """Among what practices share, and first of the directory on the network host."""
    see = Permission.SEE_DIRECTORY
    label, short = _("Community help"), _("Help")
    register(
        MenuEntry(
            "directory", label, "hand-heart", "directory", see, 10, group="shared", jump="h", short=short
        )
    )
    register(
        MenuEntry(
            "directory_search",
            label,
            "hand-heart",
            "directory_search",
            see,
            30,
            group="network",
            jump="h",
            short=short,
        )
    )


def register_keeping() -> None:
    """The steward's line on the network host; files and what waits are reached from its page."""
    keep = Permission.KEEP_DIRECTORY
    label, short = _("Keep the directory"), _("Directory")
    register(
        MenuEntry(
            "directory_keep", label, "database", "directory_keep", keep, 32, group="network", short=short
        )
    )
