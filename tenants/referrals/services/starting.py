"""A referral starts: the order, its first step and the item that asks the family. Nothing leaves the practice."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.practices import clock
from network_resources.community.models import DirectorySearch
from network_resources.community.rules.needs import is_need
from network_resources.community.selectors.cards import Card
from network_resources.community.selectors.search import card_of
from tenants.patients.models import Child
from tenants.referrals import selectors
from tenants.referrals.models import Referral, ReferralStep
from tenants.referrals.rules.answers import Evidence
from tenants.referrals.rules.sensitive import label_of
from tenants.referrals.rules.stages import Books, Kind, Stage, Urgency
from tenants.referrals.services.limits import seed_limits
from tenants.referrals.services.trail import ask_next, locked, write
from tenants.worklist.services import ChildHasDiedError


class ServiceGoneError(ValueError):
    """The directory has no such service, or does not offer it any more. Nothing was started."""


class DuplicateError(ValueError):
    """An open referral of the child to the same service stands. Starting with `again=True` is the second yes."""

    def __init__(self, standing: Referral) -> None:
        """Keep the one that stands."""
        super().__init__("duplicate")
        self.standing = standing


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for. `books` says who makes the contact, until the family is asked; `ordered_on` not to come."""

    service_id: uuid.UUID
    need: str = ""
    question: str = ""
    urgency: str = Urgency.ROUTINE
    books: str = Books.FAMILY
    ordered_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Started:
    """The referral, its first step, and other open referrals of the child for the same need: a note, no refusal."""

    referral: Referral
    step: ReferralStep
    same_need: list[Referral]


def start(*, child: Child, by: Reader, order: Order, again: bool = False) -> Started:
    """Start a community referral of the child.

    Raises ServiceGoneError, DuplicateError (unless `again`), ChildHasDiedError of the worklist, and ValidationError
    for a need that is not in the vocabulary or a day to come.
    """
    by.require(Permission.START_REFERRALS)
    _check(order)
    with transaction.atomic():
        stands = locked(child)
        if stands.has_died:
            raise ChildHasDiedError
        card = _card(order.service_id, stands)
        doubles = selectors.same_service(stands, by, order.service_id)
        if doubles and not again:
            raise DuplicateError(doubles[0])
        others = selectors.same_need(stands, by, order.need)
        seed_limits()
        referral = _keep(stands, by, order, card)
        step = write(
            referral, stands, by, Stage.ORDERED, referral.effective_on,
            number=1, books=Books(order.books), evidence=Evidence.ORDER, said_by=by.name[:200],
        )  # fmt: skip
        ask_next(referral, stands, step, by)
    return Started(referral, step, [one for one in others if one.service_id != order.service_id])


def _check(order: Order) -> None:
    if order.need and not is_need(order.need):
        raise ValidationError({"need": _("Choose a need of the list.")})
    if order.ordered_on is not None and order.ordered_on > clock.today():
        raise ValidationError({"ordered_on": _("The day is still to come. Choose today or an earlier day.")})


def _card(service_id: uuid.UUID, child: Child) -> Card:
    if not selectors.is_listed(service_id):
        raise ServiceGoneError(service_id)
    try:
        return card_of(service_id, zip_code=child.zip_code)
    except DirectorySearch.DoesNotExist as gone:
        raise ServiceGoneError(service_id) from gone


def _keep(child: Child, by: Reader, order: Order, card: Card) -> Referral:
    referral: Referral = Referral.objects.create(
        child=child,
        label=label_of(order.need, card.needs),
        kind=Kind.COMMUNITY,
        need=order.need,
        service_id=card.service_id,
        service_at_location_id=card.service_at_location_id,
        service_name=card.name[:300],
        organization=card.organization[:300],
        phone=card.phone[:60],
        question=order.question.strip()[:500],
        urgency=Urgency(order.urgency),
        ordered_by_id=by.person_id,
        effective_on=order.ordered_on or clock.today(),
        recorded_at=clock.now(),
        recorded_by_id=by.person_id,
    )
    return referral
