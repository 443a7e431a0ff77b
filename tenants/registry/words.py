"""Words of need levels."""

from django.utils.translation import gettext_lazy as _

from tenants.registry.rules import Decision

DECISION = {
    Decision.PROPOSED: _("proposed"),
    Decision.CONFIRMED: _("confirmed"),
    Decision.DECLINED: _("declined"),
    Decision.KEPT: _("scored again, stays"),
    Decision.REPLACED: _("replaced by a later proposal"),
    Decision.UNDONE: _("decision taken back"),
}
