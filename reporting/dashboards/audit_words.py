"""Words of the audit for pages of figures."""

from django.utils.translation import gettext_lazy as _

from nestwork.audit.words import register

register(
    subjects={
        "figures": _("The practice's figures"),
        "figures.file": _("A file of the practice's figures"),
        "figures.left": _("What left the practice"),
    },
    purposes={"own figures": _("the practice's own figures")},
)
