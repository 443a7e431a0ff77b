"""Two workers that count the same practice at the same moment, each with a connection of its own."""

import threading

from django.db import connection

from nestwork.access.readers import system
from nestwork.practices.active import inside
from nestwork.practices.models import Practice
from reporting.facts import services


def count_beside(practice: Practice) -> list[int]:
    """Let both begin together; what each of them made."""
    start, made = threading.Barrier(2), []

    def work() -> None:
        try:
            with inside(practice):
                start.wait(timeout=20)
                made.append(services.count_what_changed(by=system("figures")))
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return made
