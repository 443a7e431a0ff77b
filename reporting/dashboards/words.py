"""States of a figure in words, the same on every page."""

from django.utils.translation import gettext as _


def state_word(*, is_closed: bool) -> str:
    """Whether the quarter was over when it was counted."""
    return _("quarter complete") if is_closed else _("so far")
