"""The menu lines of standards on both hosts."""

from django.utils.translation import gettext_lazy as _

from nestwork.access.permissions import Permission
from nestwork.web.menu import MenuEntry, register


def register_menu() -> None:
    """Facilitators write standards; practices read and adopt them. The pulse of Today counts what waits."""
    register(
        MenuEntry(
            "standards",
            _("Standards"),
            "layers",
            "standards",
            Permission.DRAFT_STANDARDS,
            22,
            group="network",
        )
    )
    register(
        MenuEntry(
            "standards_grid",
            _("Who uses what"),
            "table",
            "standards_grid",
            Permission.SEE_PRACTICES,
            24,
            group="network",
            short=_("In use"),
        )
    )
    register(
        MenuEntry(
            "practice_standards",
            _("Standards"),
            "layers",
            "practice_standards",
            Permission.SEE_LEARNING,
            30,
            group="shared",
        )
    )
