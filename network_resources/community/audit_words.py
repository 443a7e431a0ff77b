"""Words of the audit for the resource directory."""

from django.utils.translation import gettext_lazy as _

from nestwork.audit.words import register

register(
    subjects={
        "directory.search": _("A search for help for a child"),
        "directory.service": _("A service, read for a child"),
    },
    purposes={"finding help": _("finding help")},
)
