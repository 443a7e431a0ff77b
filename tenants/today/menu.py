"""Today's lines in the menu and the bar."""

from django.utils.translation import gettext_lazy as _

from nestwork.access.permissions import Permission
from nestwork.web.menu import MenuEntry, Tool, register, register_pulse, register_tool
from tenants.today.pulse import pulse


def register_menu() -> None:
    """Put Today first, own time after the work of the day, and "Log time" into the bar."""
    register(MenuEntry("today", _("Today"), "sun", "today", Permission.LOG_WORK, order=10, jump="t"))
    register(MenuEntry("time", _("My time"), "timer", "time", Permission.LOG_WORK, order=55))
    register_pulse(pulse)
    register_tool(Tool("log", _("Log time"), "plus", "time", Permission.LOG_WORK, "L"))
