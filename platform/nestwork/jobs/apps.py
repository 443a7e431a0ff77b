from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from nestwork.access.permissions import Permission
from nestwork.web.menu import MenuEntry, register


class JobsConfig(AppConfig):
    name = "nestwork.jobs"
    label = "jobs"
    verbose_name = "Jobs"

    def ready(self) -> None:
        """Put the list of jobs into the office part of the menu."""
        register(MenuEntry("jobs", _("Jobs"), "history", "jobs", Permission.SEE_JOBS, 80, group="office"))
