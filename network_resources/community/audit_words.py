"""Words of the audit for the directory."""

from django.utils.translation import gettext_lazy as _

from nestwork.audit.words import register

register(
    actions={
        "directory.upload": _("Sent a directory file"),
        "directory.read": _("Read a directory file"),
        "directory.profile": _("Saved how a directory file is read"),
        "directory.fill": _("Said what an empty status means"),
        "directory.start": _("Started a directory import"),
        "directory.done": _("Imported a directory"),
        "directory.set_aside": _("Set a directory file aside"),
        "directory.mend": _("Mended a directory row"),
        "directory.leave_out": _("Left a directory row out"),
        "directory.wait_again": _("Let a directory row wait again"),
        "directory.change_service": _("Changed a service of the directory"),
        "directory.change_organization": _("Changed an organization of the directory"),
        "directory.change_location": _("Changed a location of the directory"),
        "directory.add_service": _("Added a service to the directory"),
        "directory.add_organization": _("Added an organization to the directory"),
        "directory.checked": _("Checked a listing of the directory"),
        "directory.phones": _("Changed telephone numbers of the directory"),
        "directory.needs": _("Changed the needs a service is filed under"),
    },
    subjects={
        "directory.upload": _("A directory file"),
        "directory.profile": _("A way to read directory files"),
        "directory.source": _("A source of the directory"),
        "directory.row": _("A waiting directory row"),
        "directory.search": _("A search for help for a child"),
        "directory.service": _("A service, read for a child"),
        "directory.listing": _("A service of the directory"),
        "directory.organization": _("An organization of the directory"),
        "directory.location": _("A location of the directory"),
    },
    purposes={"finding help": _("finding help"), "directory import": _("directory import")},
)
