"""System checks: the second factor is asked for everywhere but in the demonstration."""

import os
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from nestwork.access.step_up import RELAXED_MODULE


@register(Tags.security)
def second_factor_stays_required(**_kwargs: Any) -> list[CheckMessage]:
    """Fail when the demonstration's relaxation stands in another settings module or beside a real database."""
    if not getattr(settings, "DEMONSTRATION", False):
        return []
    found: list[CheckMessage] = []
    if settings.SETTINGS_MODULE != RELAXED_MODULE:
        found.append(
            Error(
                f"DEMONSTRATION may only be set by {RELAXED_MODULE}; the second factor stays required.",
                id="accounts.E001",
            )
        )
    given = sorted(name for name in os.environ if name.startswith("DATABASE_") and name.endswith("URL"))
    if given:
        found.append(
            Error(
                f"The demonstration's sign-in never runs on a real database, but {', '.join(given)} is set.",
                id="accounts.E002",
            )
        )
    return found
