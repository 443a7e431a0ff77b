from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from nestwork.web.menu import MenuEntry, register


class NetworkJobsConfig(AppConfig):
    name = "nestwork.jobs.network"
    label = "network_jobs"
    verbose_name = "Network jobs"

    def ready(self) -> None:
        """Put the list of jobs into the network's menu."""
        register(MenuEntry("network_jobs", _("Jobs"), "history", "network_jobs", None, 90, group="network"))
