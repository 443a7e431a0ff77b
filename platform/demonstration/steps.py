"""What the demonstration shows beyond children and their history: standards, a directory, referrals, figures.

Each step stands in a module of its own under `demonstration/rows/`, does its work once and finds it done the next
time, so that a network opened by an older version gets what is new when it is started again.
"""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from demonstration.rows.directory import import_directory
from demonstration.rows.figures import count_figures
from demonstration.rows.health import write_health
from demonstration.rows.questions import ask_physicians
from demonstration.rows.records import waiting_records
from demonstration.rows.referrals import start_referrals
from demonstration.rows.scores import score_children
from demonstration.rows.standards import adopt_standard, publish_standards
from demonstration.rows.zip_codes import place_zip_codes
from nestwork.practices.active import inside
from nestwork.practices.models import Practice

type NetworkStep = Callable[[date], None]  # at the door, as owner
type PracticeStep = Callable[[Practice, date], None]  # inside the practice

# In this order. A network step comes before every practice step.
NETWORK_STEPS: tuple[NetworkStep, ...] = (publish_standards, place_zip_codes, import_directory)
PRACTICE_STEPS: tuple[PracticeStep, ...] = (
    write_health,
    waiting_records,
    adopt_standard,  # before anything that scores
    score_children,  # by the method the practice has adopted
    ask_physicians,  # about children who have a level
    start_referrals,  # to services of the directory
    count_figures,  # last: it counts what the others wrote
)


def take_steps(today: date) -> None:
    """Take every step that was not taken yet, each in one transaction."""
    for network_step in NETWORK_STEPS:
        with transaction.atomic():
            network_step(today)
    for practice in Practice.objects.filter(state="open").exclude(schema_name="public").order_by("opened_at"):
        for practice_step in PRACTICE_STEPS:
            with transaction.atomic(), inside(practice):
                practice_step(practice, today)
