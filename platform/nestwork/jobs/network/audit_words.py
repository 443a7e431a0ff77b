"""The network's jobs in the words of the audit."""

from django.utils.translation import gettext_lazy as _

from nestwork.audit.words import register

register(subjects={"network job": _("A job of the network")})
