"""Reads of the figures."""

from reporting.facts.selectors.cells import Generation, cells_of, newest, newest_cells
from reporting.facts.selectors.counting import count
from reporting.facts.selectors.due import first_enrollment, is_anything_due, looks

__all__ = [
    "Generation",
    "cells_of",
    "count",
    "first_enrollment",
    "is_anything_due",
    "looks",
    "newest",
    "newest_cells",
]
