"""Words of the audit for the worklist."""

from django.utils.translation import gettext_lazy as _

from nestwork.audit.words import register

register(
    actions={
        "worklist.opened": _("Opened an item"),
        "worklist.moved": _("Moved an item"),
        "worklist.assigned": _("Gave an item to a colleague"),
        "worklist.tried": _("Tried to reach the family"),
        "worklist.done": _("Closed an item"),
        "worklist.undone": _("Undid an item"),
        "worklist.cancelled": _("Cancelled an item"),
    },
    subjects={
        "worklist.item": _("An item"),
        "items": _("Items"),
        "item": _("An item"),
    },
)
