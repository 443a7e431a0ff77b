"""Words of the audit for referrals."""

from django.utils.translation import gettext_lazy as _

from nestwork.audit.words import register
from tenants.referrals.rules.stages import Stage
from tenants.referrals.words import STAGE

register(
    actions={
        **{f"referral.{stage}": STAGE[stage] for stage in Stage if stage is not Stage.ORDERED},
        "referral.ordered": _("Started a referral"),
        "referral.cancelled": _("Cancelled a referral"),
        "referral.undone": _("Took a step of a referral back"),
        "referral.limit_set": _("Set how long a step of a referral may take"),
    },
    subjects={
        "referral": _("A referral"),
        "referrals": _("Referrals"),
        "referral.limit": _("How long a step may take"),
        "child_referrals": _("Referrals of a child"),
        "api.referral": _("A referral"),
        "api.referrals": _("Referrals"),
    },
    purposes={"closing loops": _("closing loops")},
)
