"""Reads of referrals that always go through the child's visibility."""

from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db.models import OuterRef, Subquery

from tenants.patients.facts import ChildFactQuerySet
from tenants.referrals.rules.stages import ENDED

if TYPE_CHECKING:
    from tenants.referrals.models import Referral  # noqa: F401 - named in the string below, where ruff does not look


class ReferralQuerySet(ChildFactQuerySet["Referral"]):
    """Referrals, narrowed by who reads (child and label) and by where they stand."""

    def with_stage(self) -> Self:
        """With `stage_now`: the stage of the last step."""
        steps = apps.get_model("referrals", "ReferralStep").objects.filter(referral=OuterRef("pk"))
        return self.annotate(stage_now=Subquery(steps.order_by("-number").values("stage")[:1]))

    def open(self) -> Self:
        """Referrals somebody still has to do something about."""
        return self.with_stage().exclude(stage_now__in=list(ENDED))
