"""Words, order and colour of the child page, one module for each tab."""

from tenants.record.web.presenters.family import contact_shown, homes_shown, papers_shown
from tenants.record.web.presenters.summary import (
    alert,
    call_url,
    facts,
    items_shown,
    missing,
    team,
    team_total,
)
from tenants.record.web.presenters.timeline import lately, months_shown

__all__ = [
    "alert",
    "call_url",
    "contact_shown",
    "facts",
    "homes_shown",
    "items_shown",
    "lately",
    "missing",
    "months_shown",
    "papers_shown",
    "team",
    "team_total",
]
