"""Words of the audit for the child page."""

from django.utils.translation import gettext_lazy as _

from nestwork.audit.words import register

register(
    subjects={
        "child_family": _("Family and team of a child"),
        "child_timeline": _("Timeline of a child"),
    },
)
