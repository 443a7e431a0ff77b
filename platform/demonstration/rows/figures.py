"""The practice's figures since its first child, counted at once, so that nobody waits for the worker."""

from datetime import date

from nestwork.access.readers import system
from nestwork.practices.models import Practice
from reporting.facts.services import count_what_changed


def count_figures(practice: Practice, today: date) -> None:
    """Count what has to be counted: the running quarter, and every closed one of the last three years."""
    count_what_changed(by=system("demonstration"))
