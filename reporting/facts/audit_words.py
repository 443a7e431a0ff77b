"""Words of the audit for figures."""

from django.utils.translation import gettext_lazy as _

from nestwork.audit.words import register

register(
    actions={"figures.counted": _("Counted the practice's figures")},
    subjects={"figures": _("The practice's figures")},
    purposes={"figures": _("figures")},
)
