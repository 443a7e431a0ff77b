"""Words of the audit for Today."""

from django.utils.translation import gettext_lazy as _

from nestwork.audit.words import register

register(
    subjects={
        "today": _("Today"),
        "time": _("Time logged"),
    },
    purposes={
        "daily work": _("daily work"),
        "own time": _("own time"),
    },
)
