"""Every half minute each open practice is asked whether its figures have to be counted again."""

from secrets import SystemRandom

from celery import shared_task

from nestwork.access.readers import system
from nestwork.jobs.task_base import PracticeTask, SignedTask
from nestwork.jobs.waking import send
from nestwork.practices import clock
from nestwork.practices.selectors import open_practices
from reporting.facts import selectors, services

COUNT = "reporting.facts.count"
COUNT_PRACTICE = "reporting.facts.count_practice"
EVERY = 30  # seconds; with a free worker a change shows within a minute (reporting G7)


@shared_task(name=COUNT, base=SignedTask)
def count() -> int:
    """At the worker's door: send each open practice its own message; beat sends this every half minute.

    In a new order each time, so that no practice is always the last; a message nobody took in time is dropped, as
    the next one asks the same.
    """
    practices = [practice.schema_name for practice in open_practices()]
    SystemRandom().shuffle(practices)
    return sum(send(COUNT_PRACTICE, [], practice, expires=EVERY) for practice in practices)


@shared_task(name=COUNT_PRACTICE, base=PracticeTask)
def count_practice() -> int:
    """In a practice: count again when something changed or a day began; returns the new generations."""
    if not selectors.is_anything_due(clock.today()):
        return 0
    return services.count_what_changed(by=system("figures"))
