from typing import Any

from django.apps import AppConfig
from django.core.signals import request_finished
from django.db import connections


class PracticesConfig(AppConfig):
    name = "nestwork.practices"
    label = "practices"
    verbose_name = "Practices"

    def ready(self) -> None:
        """After each response the connection stands at the door again, on the server too."""
        request_finished.connect(leave_connections, dispatch_uid="nestwork.practices.leave")


def leave_connections(**_: Any) -> None:
    """Leave the practice on every connection of this thread that is open."""
    for connection in connections.all(initialized_only=True):
        connection.leave()  # type: ignore[attr-defined]  # our backend
