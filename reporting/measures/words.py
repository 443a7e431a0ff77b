"""Periods in words, the same on every page of figures."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reporting.measures.quarters import Quarter


def quarter_name(quarter: Quarter) -> str:
    """As in: July to September 2026."""
    return _("%(first)s to %(last)s %(year)d") % {
        "first": date_format(quarter.start, "F"),
        "last": date_format(quarter.last_day, "F"),
        "year": quarter.start.year,
    }
