"""The line of incoming records in the menu."""

from django.utils.translation import gettext_lazy as _

from nestwork.access.permissions import Permission
from nestwork.web.menu import MenuEntry, register


def register_menu() -> None:
    """One line, after the rosters."""
    register(
        MenuEntry(
            "records", _("Incoming records"), "folder-heart", "records", Permission.IMPORT_RECORDS, order=62
        )
    )
