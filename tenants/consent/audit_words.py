"""Words of the audit for consents."""

from django.utils.translation import gettext_lazy as _

from nestwork.audit.words import register

register(
    actions={
        "consent.record": _("Recorded a consent"),
        "consent.withdraw": _("Withdrew a consent"),
        "disclosure.record": _("Recorded a disclosure"),
    },
    subjects={
        "disclosures": _("Disclosures of a child"),
        "consents": _("Consents of a child"),
        "consent": _("A consent"),
        "disclosure": _("A disclosure"),
        "child_consent": _("Consents of a child"),
    },
    purposes={
        "consent and disclosure": _("consent and disclosure"),
    },
)
