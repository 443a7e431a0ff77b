"""A directory with a pantry and a few others, and a child to refer."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from nestwork.access.readers import Reader
from tenants.patients.models import Child
from tenants.referrals import selectors, services
from tenants.referrals.models import Referral, ReferralStep
from tenants.referrals.services import Order, Report
from tenants.worklist.models import Item
from tenants.worklist.rules import State
from tests.factories import directory

MOTHER = "Guerda Baptiste, mother"


@dataclass(frozen=True)
class Help:
    """What the directory offers."""

    pantry: UUID
    other_pantry: UUID
    counseling: UUID
    shelter: UUID
    recovery: UUID


def offered() -> Help:
    """Fill the directory; call at the door."""
    with directory.library():
        directory.towns()
        made = {
            "pantry": directory.service("Riverbend Pantry", needs=["food"], at=directory.PAWTUCKET).pk,
            "other_pantry": directory.service("Mill Street Meals", needs=["food"]).pk,
            "counseling": directory.service("Family Counseling", needs=["behavioral_health"]).pk,
            "shelter": directory.service("Safe Harbor House", needs=["safety", "housing"]).pk,
            "recovery": directory.service("Recovery Together", needs=["substance_use"]).pk,
        }
    return Help(**made)


def referred(child: Child, service_id: UUID, by: Reader, need: str = "food", **order: Any) -> Referral:
    """A referral that was just started."""
    return services.start(child=child, by=by, order=Order(service_id=service_id, need=need, **order)).referral


def said(referral: Referral, by: Reader, answer: str, **report: Any) -> ReferralStep:
    """The mother says what came of it."""
    return services.take_step(
        referral=referral, by=by, report=Report(answer, **{"said_by": MOTHER, **report})
    )


def item_of(referral: Referral) -> Item:
    """The open item of its next step."""
    return Item.objects.get(source=selectors.SOURCE, source_id=referral.pk, state=State.OPEN)
