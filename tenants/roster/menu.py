"""The roster's line in the menu."""

from django.utils.translation import gettext_lazy as _

from nestwork.access.permissions import Permission
from nestwork.web.menu import MenuEntry, register


def register_menu() -> None:
    """One line; the quarantine and the matching queue are reached from its page, which counts them."""
    register(
        MenuEntry("roster", _("Rosters"), "file-spreadsheet", "roster", Permission.IMPORT_ROSTER, order=60)
    )
