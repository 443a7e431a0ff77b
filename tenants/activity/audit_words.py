"""Words of the audit for logged work."""

from django.utils.translation import gettext_lazy as _

from nestwork.audit.words import register

register(
    actions={
        "activity.logged": _("Logged work"),
        "activity.undone": _("Undid logged work"),
    },
    subjects={
        "activity.entry": _("Logged work"),
        "entries": _("Logged work"),
        "entry": _("Logged work"),
    },
)
