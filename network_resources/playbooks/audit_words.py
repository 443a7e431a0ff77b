"""Words of the audit for standards."""

from django.utils.translation import gettext_lazy as _

from nestwork.audit.words import register

register(
    actions={
        "standard.drafted": _("Began a draft of a standard"),
        "standard.changed": _("Changed a draft of a standard"),
        "standard.sent": _("Sent a standard for review"),
        "standard.sent_back": _("Sent a standard back"),
        "standard.published": _("Published a standard"),
        "standard.superseded": _("Replaced a standard by a newer version"),
        "standard.retired": _("Retired a standard"),
        "standard.set_aside": _("Set a draft of a standard aside"),
        "standard.exported": _("Took a standard out as a file"),
        "standard.adopted": _("Took a standard into use"),
        "standard.adoption_withdrawn": _("Took a plan to use a standard back"),
    },
    subjects={"standard": _("A standard")},
    purposes={"standards": _("standards")},
)
