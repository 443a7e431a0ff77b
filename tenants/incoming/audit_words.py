"""Words of the audit for incoming records."""

from django.utils.translation import gettext_lazy as _

from nestwork.audit.words import register

register(
    actions={
        "records.upload": _("Sent a file of records"),
        "records.read": _("Read a file of records"),
        "records.start": _("Started an import of records"),
        "records.done": _("Imported records"),
        "records.set_aside": _("Set a file of records aside"),
    },
    subjects={
        "records.file": _("A file of records"),
        "records.files": _("Files of records"),
        "records.children": _("Children a file of records brought"),
    },
    purposes={"record import": _("record import")},
)
