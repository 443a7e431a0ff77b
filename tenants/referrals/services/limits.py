"""How long each next step may take: the practice's own rows, dated."""

import datetime as dt

from django.db import transaction

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.audit.services import record
from nestwork.practices import clock
from tenants.referrals.models import ReferralLimit
from tenants.referrals.rules.limits import Limit, seed


def seed_limits() -> None:
    """Give a practice its starting rows; a practice that has rows keeps them."""
    if ReferralLimit.objects.exists():
        return
    ReferralLimit.objects.bulk_create(_row(limit, clock.today()) for limit in seed())


def set_limit(*, by: Reader, limit: Limit, effective_on: dt.date | None = None) -> ReferralLimit:
    """Say how many days a step may take from a day on; open items keep their day. Raises ValueError outside 0 to 366."""
    by.require(Permission.START_REFERRALS)
    if not 0 <= limit.days <= 366:
        raise ValueError(limit.days)
    row = _row(limit, effective_on or clock.today())
    row.set_by_id, row.source = by.person_id, limit.source or by.name[:200]
    with transaction.atomic():
        row.save(force_insert=True)
        record(by=by, action="referral.limit_set", subject="referral.limit", subject_id=row.pk)
    return row


def _row(limit: Limit, day: dt.date) -> ReferralLimit:
    return ReferralLimit(
        step=limit.step,
        books=limit.books,
        urgency=limit.urgency,
        days=limit.days,
        business=limit.business,
        effective_on=day,
        source=limit.source,
    )
