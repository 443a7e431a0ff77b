"""Words of the audit for releases."""

from django.utils.translation import gettext_lazy as _

from nestwork.audit.words import register

register(
    actions={
        "release.requested": _("Started a release of figures"),
        "release.protected": _("The release engine protected a figure"),
        "release.failed": _("A release of figures came to nothing"),
        "release.approved": _("Approved a release of figures"),
        "release.rejected": _("Rejected a release of figures"),
        "release.downloaded": _("Took a table of figures as a file"),
    },
    subjects={
        "release": _("A release of figures"),
        "release.table": _("A protected table before its release"),
        "released": _("A released figure"),
    },
    purposes={"releases": _("releases of figures"), "released figures": _("released figures")},
)
