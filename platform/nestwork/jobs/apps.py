from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from nestwork.access.permissions import Permission
from nestwork.practices.signals import practice_closed
from nestwork.web.menu import MenuEntry, register


class JobsConfig(AppConfig):
    name = "nestwork.jobs"
    label = "jobs"
    verbose_name = "Jobs"

    def ready(self) -> None:
        """Put the list of jobs into the office part of the menu, and end a closed practice's jobs."""
        from nestwork.jobs.closing import end_jobs  # noqa: PLC0415 - models are loaded now

        practice_closed.connect(end_jobs, dispatch_uid="nestwork.jobs.end_jobs")
        register(MenuEntry("jobs", _("Jobs"), "history", "jobs", Permission.SEE_JOBS, 80, group="office"))
